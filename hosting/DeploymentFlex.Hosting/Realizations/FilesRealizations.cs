using Aspire.Hosting;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Modes;

namespace DeploymentFlex.Hosting.Realizations;

/// <summary>A folder of the services, or a store of objects: of those that are there, <c>Realize:Files:Server</c> or <c>STORAGE_PROVIDER</c> says which kind it is.</summary>
internal static class FilesRealizations
{
    private const string S3 = "s3";
    private const string AzureBlob = "azure-blob";

    public static LayerRealizations All { get; } = new(Layer.Files,
    [
        CommonRealizations.Embedded("local"),
        CommonRealizations.Existing with
        {
            ChooseChain = static deployment => [deployment.Choose(Layer.Files, Usual(deployment), (S3, S3), (AzureBlob, AzureBlob))],
        },
        new(Realization.Azure, static (deployment, name) => deployment.Builder.AddAzureStorage("storage").AddBlobs(name)) { Chain = [AzureBlob] },
    ])
    {
        OnPremises = (Realization.Embedded, Realization.Embedded),
        Saas = (Realization.Existing, Realization.Azure),
    };

    private static string Usual(Deployment deployment) =>
        deployment.Settings.Read("STORAGE_PROVIDER")?.Replace('_', '-').ToLowerInvariant() switch
        {
            S3 => S3,
            AzureBlob => AzureBlob,
            _ => deployment.Mode is DeploymentMode.Saas ? AzureBlob : S3,
        };
}
