using DeploymentFlex.Cache;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.DependencyInjection;

[assembly: ProviderModule<DeploymentFlex.Layers.Tests.Docs.FileCacheProviders>]

namespace DeploymentFlex.Layers.Tests.Docs;

// docs/providers.md shows this file; a test compares the two.
internal sealed class FileCacheProviders : IProviderModule
{
    public static void AddProviders(ProviderRegistry registry) => registry.Add<ICache>(
        Layer.Cache,
        "folder",
        new Promise(Durability.Disk, Reach.Node),
        static (services, context) => new FileCache(context.Bind<FileCacheOptions>(), services.GetRequiredService<TimeProvider>()));
}
