using DeploymentFlex.Layers;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Cache;

/// <summary>Registers the cache layer.</summary>
public static class CacheLayer
{
    /// <summary>Registers <see cref="ICache"/>; with a use, for example <c>sessions</c>, as a keyed service with a chain of its own.</summary>
    public static IHostApplicationBuilder AddCache(this IHostApplicationBuilder builder, string? use = null) =>
        builder.AddLayer<ICache>(Layer.Cache, static chain => new ChainedCache(chain), use);
}
