using Aspire.Hosting;
using DeploymentFlex.Hosting.Servers;
using DeploymentFlex.Layers;

namespace DeploymentFlex.Hosting.Realizations;

/// <summary>Redis, or a server that speaks as it does.</summary>
internal static class CacheRealizations
{
    private static readonly string[] s_chain = ["redis", "memory"];

    public static LayerRealizations All { get; } = new(Layer.Cache,
    [
        CommonRealizations.Embedded("memory"),
        new(Realization.Installed, static (deployment, name) =>
            deployment.Choose(Layer.Cache, "redis", ("redis", RedisServer.AddCache), ("garnet", GarnetServer.Add))(deployment, name)) { Chain = s_chain },
        new(Realization.Container, static (deployment, name) => deployment.Builder.AddRedis(name).WithDataVolume()) { Chain = s_chain },
        CommonRealizations.Existing with { Chain = s_chain },
        new(Realization.Azure, static (deployment, name) => deployment.Builder.AddAzureManagedRedis(name)),
    ])
    {
        OnPremises = (Realization.Existing, Realization.Container),
        Saas = (Realization.Existing, Realization.Azure),
    };
}
