using DeploymentFlex.Jobs;
using DeploymentFlex.Jobs.Embedded;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Providers;
using DeploymentFlex.Layers.RecordLogs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: ProviderModule<JobsProviders>]

namespace DeploymentFlex.Jobs;

/// <summary>The providers of this assembly: <c>embedded</c> and <c>none</c>.</summary>
public sealed class JobsProviders : IProviderModule
{
    public static void AddProviders(ProviderRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        registry.Add<IJobQueue>(Layer.Jobs, "none", new Promise(Durability.None, Reach.Process), static (_, _) => new NullJobQueue());
        registry.Add<IJobQueue>(Layer.Jobs, "embedded", new Promise(Durability.Disk, Reach.Node), static (services, context) =>
        {
            var options = context.Bind<EmbeddedJobQueueOptions>();
            options.Path = Path.GetFullPath(options.Path ?? Path.Combine("jobs", $"{context.Use ?? "jobs"}.log"), context.Deployment.DataPath);
            try
            {
                return EmbeddedJobQueue.Open(
                    options,
                    services.GetRequiredService<TimeProvider>(),
                    services.GetRequiredService<ILogger<EmbeddedJobQueue>>());
            }
            catch (RecordLogException error)
            {
                throw new SettingsException($"{context.Settings.Path}:Path: {error.Message}", error);
            }
        });
    }
}
