using DeploymentFlex.Cache;
using DeploymentFlex.Cache.Redis;
using DeploymentFlex.Conformance.Cache;
using DeploymentFlex.Conformance.Table;
using DeploymentFlex.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeploymentFlex.Layers.Tests.Cache;

[Conforms<GarnetServer>(Layer.Cache, "redis")]
public sealed class GarnetConformanceTests(GarnetConformanceTests.Server server) : CacheConformance, IClassFixture<GarnetConformanceTests.Server>
{
    protected override ValueTask<ICache> CreateAsync() => new(new RedisCache(
        new RedisOptions { Host = "127.0.0.1", Port = server.Garnet.Port, Prefix = $"{Guid.NewGuid():N}:" },
        namedHostsOnly: false, TimeProvider.System, NullLogger<RedisCache>.Instance));

    // The server has its own clock.
    protected override async ValueTask PassAsync(TimeSpan time) => await Task.Delay(time, Token);

    public sealed class Server : IAsyncLifetime
    {
        public GarnetServer Garnet { get; } = new();

        public async ValueTask InitializeAsync() => await Garnet.StartAsync(TestContext.Current.CancellationToken);

        public ValueTask DisposeAsync() => Garnet.DisposeAsync();
    }
}
