using Aspire.Hosting;
using DeploymentFlex.Layers;

namespace DeploymentFlex.Hosting.Realizations;

/// <summary>The services' own encrypted store, or a vault.</summary>
internal static class CredentialsRealizations
{
    public static LayerRealizations All { get; } = new(Layer.Credentials,
    [
        CommonRealizations.Embedded("local"),
        CommonRealizations.Existing,
        new(Realization.Azure, static (deployment, name) => deployment.Builder.AddAzureKeyVault(name)),
    ])
    {
        OnPremises = (Realization.Embedded, Realization.Embedded),
        Saas = (Realization.Existing, Realization.Azure),
    };
}
