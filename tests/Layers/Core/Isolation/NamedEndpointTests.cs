using System.Net;
using DeploymentFlex.Layers.Isolation;

namespace DeploymentFlex.Layers.Tests.Core.Isolation;

public class NamedEndpointTests
{
    [Theory]
    [InlineData("db", 5432, "db:5432")]
    [InlineData("db:6000", 5432, "db:6000")]
    [InlineData("DB.Example.", 1, "db.example:1")]
    [InlineData("10.0.0.1:7", 1, "10.0.0.1:7")]
    [InlineData("[fd00::1]:7", 1, "[fd00::1]:7")]
    [InlineData("[FD00:0::1]", 9, "[fd00::1]:9")]
    [InlineData("fd00::1", 9, "[fd00::1]:9")]
    [InlineData("/var/run/postgresql", 5432, "/var/run/postgresql:5432")]
    public void A_text_names_a_host_and_a_port(string text, int defaultPort, string expected) =>
        NamedEndpoint.Parse(text, defaultPort).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("https://Store.Example/bucket", "store.example:443")]
    [InlineData("http://[fd00::1]:9000/", "[fd00::1]:9000")]
    [InlineData("http://2130706433/", "127.0.0.1:80")]
    public void An_address_names_one(string address, string expected) =>
        NamedEndpoint.From(new Uri(address)).ToString().ShouldBe(expected);

    [Fact]
    public void The_same_place_is_the_same_endpoint_however_it_is_written()
    {
        NamedEndpoint.From(new DnsEndPoint("FD00::1", 5)).ShouldBe(new NamedEndpoint("[fd00:0:0::1]", 5));
        NamedEndpoint.From(new IPEndPoint(IPAddress.Loopback, 5)).ShouldBe(new NamedEndpoint("127.0.0.1", 5));
        new NamedEndpoint("cache", 1).ShouldNotBe(new NamedEndpoint("cache", 2));
    }
}
