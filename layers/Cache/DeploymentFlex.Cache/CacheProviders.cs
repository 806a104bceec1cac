using DeploymentFlex.Cache;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.DependencyInjection;

[assembly: ProviderModule<CacheProviders>]

namespace DeploymentFlex.Cache;

/// <summary>The embedded provider of the cache layer: <c>memory</c>.</summary>
internal sealed class CacheProviders : IProviderModule
{
    public static void AddProviders(ProviderRegistry registry) =>
        registry.Add<ICache>(Layer.Cache, "memory", new Promise(Durability.Process, Reach.Process), static (services, context) =>
            new InMemoryCache(context.Bind<InMemoryCacheOptions>(), services.GetRequiredService<TimeProvider>()));
}
