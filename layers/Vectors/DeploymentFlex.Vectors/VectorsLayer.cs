using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Schemas;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Vectors;

/// <summary>Registers the vectors layer.</summary>
public static class VectorsLayer
{
    /// <summary>Registers <see cref="IVectorStore"/>, served by the chain of <c>Layers:Vectors</c> or of one use of it.</summary>
    public static IHostApplicationBuilder AddVectors(this IHostApplicationBuilder builder, string? use = null)
    {
        builder.AddLayer<IVectorStore>(Layer.Vectors, static chain => new ChainedVectorStore(chain), use);
        return builder.AddLayerSchema<IVectorStore>(use);
    }
}
