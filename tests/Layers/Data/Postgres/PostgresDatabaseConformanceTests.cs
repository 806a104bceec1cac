using DeploymentFlex.Conformance.Data;

namespace DeploymentFlex.Layers.Tests.Data.Postgres;

public sealed class PostgresDatabaseConformanceTests(PostgresFixture server) : DatabaseConformance, IClassFixture<PostgresFixture>
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings { get; } = server.CreateDatabase();
}
