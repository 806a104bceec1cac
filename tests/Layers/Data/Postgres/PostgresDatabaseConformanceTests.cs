using DeploymentFlex.Conformance.Data;
using DeploymentFlex.Conformance.Table;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.Layers.Tests.Data.Postgres;

[Conforms<PostgresServer>(Layer.Data, "postgres")]
public sealed class PostgresDatabaseConformanceTests(PostgresFixture server) : DatabaseConformance, IClassFixture<PostgresFixture>
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings { get; } = server.CreateDatabase();
}
