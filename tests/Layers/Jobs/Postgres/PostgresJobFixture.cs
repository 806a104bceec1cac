using DeploymentFlex.Jobs.Postgres;
using DeploymentFlex.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeploymentFlex.Layers.Tests.Jobs.Postgres;

/// <summary>One server for the tests of a class, and a schema of its own for each.</summary>
public sealed class PostgresJobFixture : IAsyncLifetime
{
    private readonly PostgresServer _server = new();

    public async ValueTask InitializeAsync() => await _server.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>Settings of a new queue that nobody has migrated yet.</summary>
    public PostgresJobOptions CreateOptions() => new() { ConnectionString = _server.ConnectionString, Schema = $"jobs_{Guid.NewGuid():N}" };

    /// <summary>A queue, with its tables.</summary>
    public static async Task<PostgresJobQueue> OpenAsync(PostgresJobOptions options, TimeProvider time)
    {
        var queue = new PostgresJobQueue(options, "Layers:Jobs:postgres", time, NullLogger.Instance);
        await queue.Schema.MigrateAsync(TestContext.Current.CancellationToken);
        return queue;
    }
}
