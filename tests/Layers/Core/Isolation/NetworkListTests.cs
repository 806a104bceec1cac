using System.Net;
using DeploymentFlex.Layers.Isolation;

namespace DeploymentFlex.Layers.Tests.Core.Isolation;

public class NetworkListTests
{
    [Theory]
    [InlineData("10.0.0.0/8", "10.9.8.7", true)]
    [InlineData("10.0.0.0/8", "11.0.0.1", false)]
    [InlineData("192.168.0.0/16, fd00::/8", "fd12::1", true)]
    [InlineData("10.0.0.0/8", "::ffff:10.1.1.1", true)]
    public void An_address_is_in_one_of_the_networks_or_not(string networks, string address, bool expected)
    {
        NetworkList.TryParse(networks, out var list).ShouldBeTrue();
        list!.Contains(IPAddress.Parse(address)).ShouldBe(expected);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/8,somewhere")]
    public void What_lists_no_networks_is_said_to(string? networks) => NetworkList.TryParse(networks, out _).ShouldBeFalse();
}
