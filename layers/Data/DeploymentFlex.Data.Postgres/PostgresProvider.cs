using System.Collections.Concurrent;
using DeploymentFlex.Data.Text;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Postgres;
using DeploymentFlex.Layers.Providers;

namespace DeploymentFlex.Data.Postgres;

/// <summary>One PostgreSQL database with a schema for each service.</summary>
internal sealed class PostgresProvider(IServiceProvider services, PostgresOptions options, TimeProvider time) : IDataProvider, IProbed, IChecked, IAsyncDisposable
{
    public const string Section = "Layers:Data:postgres";

    private readonly ConcurrentBag<(Func<CancellationToken, ValueTask> ProbeAsync, IAsyncDisposable Database)> _databases = [];

    public ITextIndex TextIndex { get; } = new PostgresTextIndex();

    public IServiceDatabase<TContext> Open<TContext>(string name)
        where TContext : ServiceDbContext
    {
        var database = new PostgresDatabase<TContext>(options, name, services, time);
        _databases.Add((database.ProbeAsync, database));
        return database;
    }

    public async ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        if (_databases.IsEmpty)
        {
            await using var source = PostgresConnections.OpenReader(options, Section, "public");
            await using var command = source.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(cancellationToken);
        }

        foreach (var (probeAsync, _) in _databases)
        {
            await probeAsync(cancellationToken);
        }
    }

    public ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checks);
        return new PostgresExam(options, Section, time).RunAsync(checks, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, database) in _databases)
        {
            await database.DisposeAsync();
        }
    }
}
