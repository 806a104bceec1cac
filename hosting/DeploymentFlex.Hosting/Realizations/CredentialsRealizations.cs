using Aspire.Hosting;
using DeploymentFlex.Layers;

namespace DeploymentFlex.Hosting.Realizations;

/// <summary>An encrypted file of the machine, encrypted rows in the database of the data layer, or a vault.</summary>
internal static class CredentialsRealizations
{
    public static LayerRealizations All { get; } = new(Layer.Credentials,
    [
        CommonRealizations.Embedded("local"),
        new(Realization.Data, static (_, _) => null) { Chain = ["database"] },
        CommonRealizations.Existing,
        new(Realization.Azure, static (deployment, name) => deployment.Builder.AddAzureKeyVault(name)),
    ])
    {
        OnPremises = (Realization.Data, Realization.Data),
        Saas = (Realization.Existing, Realization.Azure),
    };
}
