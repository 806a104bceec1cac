using DeploymentFlex.TestSupport;

namespace DeploymentFlex.Layers.Tests.Data.Postgres;

/// <summary>One server for the tests of a class, and a database of its own for each.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private readonly PostgresServer _server = new();

    public async ValueTask InitializeAsync() => await _server.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>Settings of a new, empty database.</summary>
    public IEnumerable<KeyValuePair<string, string?>> CreateDatabase()
    {
        var name = $"test_{Guid.NewGuid():N}";
        using var source = Npgsql.NpgsqlDataSource.Create(_server.ConnectionString);
        using var command = source.CreateCommand($"CREATE DATABASE {name}");
        command.ExecuteNonQuery();
        return
        [
            new("Deployment:Mode", "development"),
            new("Layers:Data:Chain", "postgres"),
            new("Layers:Data:postgres:ConnectionString", _server.ConnectionString.Replace("Database=postgres", $"Database={name}", StringComparison.Ordinal)),
        ];
    }
}
