using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Jobs.Postgres;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.Layers.Tests.Jobs.Postgres;

[Conforms<PostgresServer>(Layer.Jobs, "postgres")]
public sealed class PostgresJobQueueConformanceTests(PostgresJobFixture server) : ServedJobQueueConformance<PostgresJobQueue>, IClassFixture<PostgresJobFixture>
{
    private readonly PostgresJobOptions _options = server.CreateOptions();

    protected override Task<PostgresJobQueue> OpenAsync(TimeProvider time) => PostgresJobFixture.OpenAsync(_options, time);
}
