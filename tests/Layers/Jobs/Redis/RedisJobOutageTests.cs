using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.Layers.Tests.Jobs.Redis;

[Collection(OutageCollection.Name)]
public sealed class RedisJobOutageTests() : ServerOutages<DurableRedisServer>(RedisServer.Password, megabytes: 64)
{
    protected override DurableRedisServer Create(CuttableNetwork? network, SmallDisk? disk) => new() { Network = network, Disk = disk };

    protected override Task WorkAsync(DurableRedisServer server, int port, Outage outage) => JobWorkload.RunAsync(
        "redis",
        outage,
        ("Layers:Jobs:redis:Host", server.Host), ("Layers:Jobs:redis:Port", $"{port}"), ("Layers:Jobs:redis:Password", RedisServer.Password));
}
