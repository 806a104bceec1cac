using DeploymentFlex.Cache.Redis;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.Layers.Providers;
using DeploymentFlex.Layers.Redis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: ProviderModule<RedisProviders>]

namespace DeploymentFlex.Cache.Redis;

/// <summary>The provider <c>redis</c> of the cache layer.</summary>
internal sealed class RedisProviders : IProviderModule
{
    public static void AddProviders(ProviderRegistry registry) => registry
        .Add<ICache>(Layer.Cache, "redis", new Promise(Durability.Process, Reach.Cluster), static (services, context) =>
        {
            var configuration = services.GetRequiredService<IConfiguration>();
            var guard = services.GetRequiredService<ConnectGuard>();
            var options = context.Bind<RedisOptions>(options =>
            {
                options.ConnectionString ??= configuration.GetConnectionString("cache");
                options.MasterNetworks ??= guard.Networks;
            });
            return new RedisCache(options, guard.IsActive, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<RedisCache>>());
        });
}
