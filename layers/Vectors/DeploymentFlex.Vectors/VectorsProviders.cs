using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Providers;
using DeploymentFlex.Vectors;
using DeploymentFlex.Vectors.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: ProviderModule<VectorsProviders>]

namespace DeploymentFlex.Vectors;

/// <summary>The provider that needs nothing but a folder.</summary>
public sealed class VectorsProviders : IProviderModule
{
    public static void AddProviders(ProviderRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        registry.Add<IVectorStore>(
            Layer.Vectors,
            "embedded",
            new Promise(Durability.Disk, Reach.Process),
            static (services, context) => new EmbeddedVectorStore(
                context.Bind<EmbeddedVectorOptions>().FolderIn(context.Deployment.DataPath),
                services.GetRequiredService<ILogger<EmbeddedVectorStore>>()));
    }
}
