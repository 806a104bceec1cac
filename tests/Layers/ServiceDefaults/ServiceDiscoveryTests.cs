using DeploymentFlex.ServiceDefaults.Discovery;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.Layers.Tests.ServiceDefaults;

public class ServiceDiscoveryTests
{
    [Theory]
    [InlineData("local", "http://cases/api/cases?x=1", "http://localhost:5103/api/cases?x=1")]
    [InlineData("docker", "http://cases/", "http://fm-cases:8080/")]
    [InlineData("kubernetes", "http://cases/", "http://fm-cases.prod.svc.cluster.local:8080/")]
    public void The_pattern_of_the_deployment_names_the_address(string pattern, string uri, string expected) =>
        Create(pattern).Resolve(new Uri(uri)).AbsoluteUri.ShouldBe(expected);

    [Fact]
    public void What_Aspire_hands_over_comes_first() =>
        Create("docker", ("services:cases:http:0", "http://127.0.0.1:4711")).Resolve(new Uri("http://cases/a")).AbsoluteUri
            .ShouldBe("http://127.0.0.1:4711/a");

    [Fact]
    public void Several_addresses_are_taken_in_turn()
    {
        var discovery = Create("local", ("services:cases:http:0", "http://a:1"), ("services:cases:http:1", "http://b:2"));
        Enumerable.Range(0, 4).Select(_ => discovery.Resolve("cases").Host)
            .ShouldBe(["a", "b", "a", "b"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("http://cases:81/")]
    [InlineData("http://cases.example.com/")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://unknown/")]
    public void Other_addresses_are_left_as_they_are(string uri) =>
        Create("docker").Resolve(new Uri(uri)).AbsoluteUri.ShouldBe(uri);

    private static ServiceDiscovery Create(string pattern, params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(static item => new KeyValuePair<string, string?>(item.Name, item.Value)))
            .Build();
        return new ServiceDiscovery(configuration, Options.Create(new DiscoveryOptions { Pattern = pattern, Prefix = "fm-", Namespace = "prod" }));
    }
}
