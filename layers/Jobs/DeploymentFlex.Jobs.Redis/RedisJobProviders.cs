using DeploymentFlex.Jobs.Redis;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: ProviderModule<RedisJobProviders>]

namespace DeploymentFlex.Jobs.Redis;

/// <summary>The jobs provider <c>redis</c>.</summary>
public sealed class RedisJobProviders : IProviderModule
{
    public static void AddProviders(ProviderRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        registry.Add<IJobQueue>(Layer.Jobs, "redis", new Promise(Durability.Disk, Reach.Cluster), static (services, context) =>
        {
            var guard = services.GetRequiredService<ConnectGuard>();
            var options = context.Bind<RedisJobOptions>(options =>
            {
                options.ConnectionString ??= services.GetRequiredService<IConfiguration>().GetConnectionString("queue");
                options.MasterNetworks ??= guard.Networks;
            });
            return new RedisJobQueue(
                options,
                guard.IsActive,
                new ServerTime(services.GetRequiredService<TimeProvider>()),
                services.GetRequiredService<ILogger<RedisJobQueue>>());
        });
    }
}
