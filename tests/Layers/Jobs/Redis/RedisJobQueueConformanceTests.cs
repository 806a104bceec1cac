using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Jobs.Redis;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.Layers.Tests.Jobs.Redis;

[Conforms<RedisServer>(Layer.Jobs, "redis")]
public sealed class RedisJobQueueConformanceTests(RedisJobFixture server) : ServedJobQueueConformance<RedisJobQueue>, IClassFixture<RedisJobFixture>
{
    private readonly RedisJobOptions _options = server.CreateOptions();

    protected override Task<RedisJobQueue> OpenAsync(TimeProvider time) => RedisJobFixture.OpenAsync(_options, time);
}
