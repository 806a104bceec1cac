using DeploymentFlex.Cache;
using DeploymentFlex.Cache.Redis;
using DeploymentFlex.Conformance.Cache;
using DeploymentFlex.Layers.Redis;
using DeploymentFlex.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeploymentFlex.Layers.Tests.Cache;

/// <summary>The cache on a server that speaks as Redis does.</summary>
public abstract class RedisCacheConformance(TestServer server, string? password) : CacheConformance
{
    protected override ValueTask<ICache> CreateAsync() => new(new RedisCache(
        new RedisOptions { Host = server.Host, Port = server.Port, Password = password, Prefix = $"{Guid.NewGuid():N}:" },
        namedHostsOnly: false, TimeProvider.System, NullLogger<RedisCache>.Instance));

    // The server has its own clock.
    protected override async ValueTask PassAsync(TimeSpan time) => await Task.Delay(time, Token);
}
