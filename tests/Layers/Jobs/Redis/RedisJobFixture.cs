using DeploymentFlex.Jobs.Redis;
using DeploymentFlex.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeploymentFlex.Layers.Tests.Jobs.Redis;

/// <summary>One server for the tests of a class, and a queue of its own for each.</summary>
public sealed class RedisJobFixture : ServerFixture<DurableRedisServer>
{
    /// <summary>Settings of a new queue.</summary>
    public RedisJobOptions CreateOptions() =>
        new() { Host = Server.Host, Port = Server.Port, Password = RedisServer.Password, Prefix = $"{Guid.NewGuid():N}:" };

    public static Task<RedisJobQueue> OpenAsync(RedisJobOptions options, TimeProvider time) =>
        Task.FromResult(new RedisJobQueue(options, namedHostsOnly: false, time, NullLogger.Instance));
}
