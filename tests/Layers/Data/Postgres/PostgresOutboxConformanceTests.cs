using DeploymentFlex.Conformance.Data;

namespace DeploymentFlex.Layers.Tests.Data.Postgres;

public sealed class PostgresOutboxConformanceTests(PostgresFixture server) : OutboxConformance, IClassFixture<PostgresFixture>
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings { get; } = server.CreateDatabase();
}
