using DeploymentFlex.Conformance.Table;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.Layers.Tests.Cache;

[Conforms<RedisServer>(Layer.Cache, "redis")]
public sealed class RedisConformanceTests(ServerFixture<RedisServer> server)
    : RedisCacheConformance(server.Server, RedisServer.Password), IClassFixture<ServerFixture<RedisServer>>;
