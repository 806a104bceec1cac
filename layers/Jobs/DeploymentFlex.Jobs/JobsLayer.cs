using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Schemas;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Jobs;

/// <summary>Registers the jobs layer.</summary>
public static class JobsLayer
{
    /// <summary>Registers <see cref="IJobQueue"/>, served by the chain of <c>Layers:Jobs</c> or of one use of it.</summary>
    public static IHostApplicationBuilder AddJobQueue(this IHostApplicationBuilder builder, string? use = null)
    {
        builder.AddLayer<IJobQueue>(Layer.Jobs, static chain => new ChainedJobQueue(chain), use);
        return builder.AddLayerSchema<IJobQueue>(use);
    }
}
