using Aspire.Hosting;
using DeploymentFlex.Layers;

namespace DeploymentFlex.Hosting.Realizations;

/// <summary>A folder of the services, or a store of objects.</summary>
internal static class FilesRealizations
{
    public static LayerRealizations All { get; } = new(Layer.Files,
    [
        CommonRealizations.Embedded("local"),
        CommonRealizations.Existing,
        new(Realization.Azure, static (deployment, name) => deployment.Builder.AddAzureStorage("storage").AddBlobs(name)),
    ])
    {
        OnPremises = (Realization.Embedded, Realization.Embedded),
        Saas = (Realization.Existing, Realization.Azure),
    };
}
