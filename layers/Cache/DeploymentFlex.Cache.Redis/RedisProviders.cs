using DeploymentFlex.Cache.Redis;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Modes;
using DeploymentFlex.Layers.Providers;
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
            var options = context.Bind<RedisOptions>(options =>
                options.ConnectionString ??= services.GetRequiredService<IConfiguration>().GetConnectionString("cache"));
            var namedOnly = context.Deployment.Mode is DeploymentMode.OnPremises;
            return new RedisCache(options, namedOnly, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<RedisCache>>());
        });
}
