using DeploymentFlex.Files;
using DeploymentFlex.Files.Local;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Providers;

[assembly: ProviderModule<FilesProviders>]

namespace DeploymentFlex.Files;

/// <summary>The provider that needs nothing but a folder.</summary>
public sealed class FilesProviders : IProviderModule
{
    public static void AddProviders(ProviderRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        registry.Add<IFileStore>(
            Layer.Files,
            "local",
            new Promise(Durability.Disk, Reach.Node),
            static (_, context) => new LocalFileStore(context.Bind<LocalFileOptions>().FolderIn(context.Deployment.DataPath)));
    }
}
