using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Providers;
using DeploymentFlex.Vectors;
using DeploymentFlex.Vectors.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: ProviderModule<VectorsProviders>]

namespace DeploymentFlex.Vectors;

/// <summary>The providers that need nothing but a folder: one that keeps, and <c>none</c>, which does not.</summary>
public sealed class VectorsProviders : IProviderModule
{
    public static void AddProviders(ProviderRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        registry.Add<IVectorStore>(Layer.Vectors, "none", new Promise(Durability.None, Reach.Process), static (_, _) => new NullVectorStore());
        registry.Add<IVectorStore>(
            Layer.Vectors,
            "embedded",
            new Promise(Durability.Disk, Reach.Process),
            static (services, context) =>
            {
                var options = context.Bind<EmbeddedVectorOptions>();
                return new EmbeddedVectorStore(
                    options.FolderIn(context.Deployment.DataPath), options.ExactBelow, services.GetRequiredService<ILogger<EmbeddedVectorStore>>());
            });
    }
}
