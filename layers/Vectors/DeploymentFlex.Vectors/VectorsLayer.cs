using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Schemas;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Vectors;

/// <summary>Registers the vectors layer.</summary>
public static class VectorsLayer
{
    /// <summary>Registers <see cref="IVectorStore"/>, served by the chain of <c>Layers:Vectors</c> or of one use of it.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="use">The named use, or null for the layer itself.</param>
    /// <param name="standIn">What the application finds with while no store answers, which keeps it ready; null when it cannot do without.</param>
    public static IHostApplicationBuilder AddVectors(this IHostApplicationBuilder builder, string? use = null, string? standIn = null)
    {
        builder.AddLayer<IVectorStore>(Layer.Vectors, chain => new ChainedVectorStore(chain, standIn), use);
        return builder.AddLayerSchema<IVectorStore>(use);
    }
}
