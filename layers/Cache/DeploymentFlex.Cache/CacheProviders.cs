using DeploymentFlex.Cache;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.DependencyInjection;

[assembly: ProviderModule<CacheProviders>]

namespace DeploymentFlex.Cache;

/// <summary>The embedded providers of the cache layer: <c>memory</c> and <c>none</c>.</summary>
internal sealed class CacheProviders : IProviderModule
{
    private static readonly Promise s_memory = new(Durability.Process, Reach.Process);

    public static void AddProviders(ProviderRegistry registry) => registry
        .Add<ICache>(Layer.Cache, "memory", s_memory, static (services, context) =>
            new InMemoryCache(context.Bind<InMemoryCacheOptions>(), Time(services)))
        .Add<ICache>(Layer.Cache, "none", new Promise(Durability.None, Reach.Process), static (_, _) => new NullCache());

    private static TimeProvider Time(IServiceProvider services) => services.GetRequiredService<TimeProvider>();
}
