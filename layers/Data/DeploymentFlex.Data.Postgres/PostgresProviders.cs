using DeploymentFlex.Data.Postgres;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Postgres;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

[assembly: ProviderModule<PostgresProviders>]

namespace DeploymentFlex.Data.Postgres;

/// <summary>The data provider <c>postgres</c>.</summary>
public sealed class PostgresProviders : IProviderModule
{
    public static void AddProviders(ProviderRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        registry.Add<IDataProvider>(Layer.Data, "postgres", new Promise(Durability.Disk, Reach.Cluster), static (services, context) =>
        {
            var options = context.Bind<PostgresOptions>(options =>
                options.ConnectionString ??= services.GetRequiredService<IConfiguration>().GetConnectionString("data"));
            return new PostgresProvider(services, options, services.GetRequiredService<TimeProvider>());
        });
    }
}
