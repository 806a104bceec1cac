using System.Collections.Concurrent;
using DeploymentFlex.Data.Text;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Disk;
using DeploymentFlex.Layers.Modes;
using DeploymentFlex.Layers.Providers;

namespace DeploymentFlex.Data.Sqlite;

/// <summary>Databases as files in a folder, each opened by this process alone.</summary>
internal sealed class SqliteProvider(IServiceProvider services, SqliteOptions options, DeploymentOptions deployment)
    : IDataProvider, IProbed, IChecked
{
    private readonly string _folder = Path.GetFullPath(options.Path ?? Path.Combine(deployment.DataPath, "sqlite"));
    private readonly ConcurrentBag<Func<CancellationToken, Task>> _probes = [];

    public ITextIndex TextIndex { get; } = new SqliteTextIndex();

    public IServiceDatabase<TContext> Open<TContext>(string name)
        where TContext : ServiceDbContext
    {
        var database = new SqliteDatabase<TContext>(Path.Combine(_folder, name + ".db"), services);
        _probes.Add(database.ProbeAsync);
        return database;
    }

    public async ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder);
        foreach (var probe in _probes)
        {
            await probe(cancellationToken);
        }
    }

    public ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken) =>
        DiskFolder.CheckAsync(checks, _folder, "Layers:Data:sqlite:Path", cancellationToken);
}
