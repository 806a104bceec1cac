using DeploymentFlex.Conformance.Table;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.Layers.Tests.Cache;

[Conforms<GarnetServer>(Layer.Cache, "redis")]
public sealed class GarnetConformanceTests(ServerFixture<GarnetServer> server)
    : RedisCacheConformance(server.Server, password: null), IClassFixture<ServerFixture<GarnetServer>>;
