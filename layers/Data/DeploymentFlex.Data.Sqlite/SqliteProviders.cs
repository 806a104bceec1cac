using DeploymentFlex.Data.Sqlite;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Providers;

[assembly: ProviderModule<SqliteProviders>]

namespace DeploymentFlex.Data.Sqlite;

/// <summary>The data provider <c>sqlite</c>.</summary>
public sealed class SqliteProviders : IProviderModule
{
    public static void AddProviders(ProviderRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        registry.Add<IDataProvider>(
            Layer.Data,
            "sqlite",
            new Promise(Durability.Disk, Reach.Process),
            static (services, context) => new SqliteProvider(services, context.Bind<SqliteOptions>(), context.Deployment));
    }
}
