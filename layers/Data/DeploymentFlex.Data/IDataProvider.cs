using DeploymentFlex.Data.Text;
using DeploymentFlex.Layers.Chaos;

namespace DeploymentFlex.Data;

/// <summary>
/// A database system. The layer's chain is made of these; the primary is chosen once at start, because data that was
/// written to one system is not in another.
/// </summary>
public interface IDataProvider : IChaosSubject<IDataProvider>
{
    /// <summary>The text index of its databases.</summary>
    ITextIndex TextIndex { get; }

    /// <summary>The database of a service. Nothing is opened before its first use.</summary>
    /// <param name="name">The database's name: a file's, or a schema's.</param>
    IServiceDatabase<TContext> Open<TContext>(string name)
        where TContext : ServiceDbContext;

    IDataProvider IChaosSubject<IDataProvider>.Under(ChaosFaults faults) => new ChaosDataProvider(this, faults);
}
