using DeploymentFlex.Layers;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.ExternalApis;

/// <summary>Registers the layer of external APIs.</summary>
public static class ExternalApiLayer
{
    /// <summary>
    /// Makes APIs known by their names; <see cref="IExternalApi"/> calls them. Each is a use of the layer: its chain is
    /// <c>Layers:ExternalApis:Uses:{name}:Chain</c>, else the layer's.
    /// </summary>
    public static IHostApplicationBuilder AddExternalApis(this IHostApplicationBuilder builder, params IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(names);
        foreach (var name in names)
        {
            builder.AddLayer<IExternalApi>(Layer.ExternalApis, static chain => new ChainedExternalApi(chain), use: name);
        }

        builder.Services.TryAddSingleton<IExternalApi, NamedExternalApis>();
        return builder;
    }
}
