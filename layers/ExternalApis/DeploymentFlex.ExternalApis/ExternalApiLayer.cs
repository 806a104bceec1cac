using DeploymentFlex.Layers;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.ExternalApis;

/// <summary>Registers the layer of external APIs.</summary>
public static class ExternalApiLayer
{
    public static IHostApplicationBuilder AddExternalApis(this IHostApplicationBuilder builder) =>
        builder.AddLayer<IExternalApi>(Layer.ExternalApis, static chain => new ChainedExternalApi(chain));
}
