using DeploymentFlex.Data.Text;
using DeploymentFlex.Layers.Chaos;

namespace DeploymentFlex.Data;

/// <summary>Hands out databases and a text index with faults before their calls.</summary>
internal sealed class ChaosDataProvider(IDataProvider inner, ChaosFaults faults) : IDataProvider
{
    public ITextIndex TextIndex { get; } = faults.Around(inner.TextIndex);

    public IServiceDatabase<TContext> Open<TContext>(string name)
        where TContext : ServiceDbContext => faults.Around(inner.Open<TContext>(name));
}
