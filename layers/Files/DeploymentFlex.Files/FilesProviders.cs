using DeploymentFlex.Files;
using DeploymentFlex.Files.Local;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.DependencyInjection;

[assembly: ProviderModule<FilesProviders>]

namespace DeploymentFlex.Files;

/// <summary>The providers that need nothing but a folder: one that keeps, and <c>none</c>, which does not.</summary>
public sealed class FilesProviders : IProviderModule
{
    public static void AddProviders(ProviderRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        registry.Add<IFileStore>(
            Layer.Files, "none", new Promise(Durability.None, Reach.Process), static (services, _) => new NullFileStore(services.GetRequiredService<TimeProvider>()));
        registry.Add<IFileStore>(
            Layer.Files,
            "local",
            new Promise(Durability.Disk, Reach.Node),
            static (_, context) => new LocalFileStore(context.Bind<LocalFileOptions>().FolderIn(context.Deployment.DataPath)));
    }
}
