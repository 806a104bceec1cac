using DeploymentFlex.Jobs.Postgres;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Postgres;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: ProviderModule<PostgresJobProviders>]

namespace DeploymentFlex.Jobs.Postgres;

/// <summary>The jobs provider <c>postgres</c>.</summary>
public sealed class PostgresJobProviders : IProviderModule
{
    public static void AddProviders(ProviderRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        registry.Add<IJobQueue>(Layer.Jobs, "postgres", new Promise(Durability.Disk, Reach.Cluster), static (services, context) =>
        {
            var options = context.Bind<PostgresJobOptions>(options =>
                PostgresFallback.FindServer(options, context, services.GetRequiredService<IConfiguration>(), "queue"));
            return new PostgresJobQueue(
                options,
                context.Settings.Path,
                new ServerTime(services.GetRequiredService<TimeProvider>()),
                services.GetRequiredService<ILogger<PostgresJobQueue>>());
        });
    }
}
