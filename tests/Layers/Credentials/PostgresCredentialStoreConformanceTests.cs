using System.Data.Common;
using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Credentials;
using DeploymentFlex.Layers.Tests.Data;
using DeploymentFlex.Layers.Tests.Data.Postgres;
using DeploymentFlex.TestSupport;
using Npgsql;

namespace DeploymentFlex.Layers.Tests.Credentials;

[Conforms<PostgresServer>(Layer.Credentials, "database")]
public sealed class PostgresCredentialStoreConformanceTests(PostgresFixture server) : DatabaseCredentialConformance, IClassFixture<PostgresFixture>
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings { get; } = server.CreateDatabase();

    protected override DbConnection Connect() => new NpgsqlConnection(
        new NpgsqlConnectionStringBuilder(Settings.Single(static item => item.Key.EndsWith(":ConnectionString", StringComparison.Ordinal)).Value) { SearchPath = "credentials", Pooling = false }.ToString());

    [Fact]
    public async Task Two_instances_write_the_same_credential_and_lose_no_version()
    {
        var other = await OpenAsync();
        await Parallel.ForEachAsync(Enumerable.Range(0, 8), Token, async (i, token) => await (i % 2 == 0 ? Store : other).SetAsync(Key, $"v{i}", token));
        (await Store.ListVersionsAsync(Key, Token)).Select(static info => info.Version).ShouldBe(Enumerable.Range(1, 8));
        await CloseAsync(other);
    }

    [Fact]
    public async Task Two_processes_that_are_killed_in_the_midst_of_it_lose_nothing_acknowledged() =>
        await CredentialProcesses.RunAsync("database", AllSettings, async () => await OpenAsync());

    [Fact]
    public async Task One_instance_rotates_while_64_readers_read_of_both()
    {
        var other = await OpenAsync();
        await KeyRotation.RunAsync(Store, other, rotations: 5);
        await CloseAsync(other);
    }
}
