using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using DeploymentFlex.Hosting.Servers;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Modes;

namespace DeploymentFlex.Hosting.Realizations;

/// <summary>The database with pgvector, Qdrant, or Chroma. <c>Realize:Vectors:Server</c> or <c>VECTOR_DB_PROVIDER</c> says which.</summary>
internal static class VectorsRealizations
{
    private const string Pgvector = "pgvector";
    private const string Qdrant = "qdrant";
    private const string Chroma = "chroma";

    public static LayerRealizations All { get; } = new(Layer.Vectors,
    [
        CommonRealizations.Embedded("embedded"),
        new(Realization.Installed, static (deployment, name) =>
            deployment.Choose(Layer.Vectors, Chroma, (Chroma, ChromaServer.Add))(deployment, name)) { Chain = [Chroma] },
        new(Realization.Container, static (deployment, name) => Chosen(deployment) switch
        {
            Qdrant => AddQdrant(deployment, name),
            Chroma => ChromaContainerResource.AddTo(deployment.Builder, name),
            _ => PostgresContainer.AddDatabase(deployment, name),
        })
        {
            ChooseChain = Chain,
        },
        CommonRealizations.Existing with { ChooseChain = Chain },
    ])
    {
        OnPremises = (Realization.Existing, Realization.Container),
        Saas = (Realization.Existing, Realization.Container),
    };

    // The mode's own needs no saying.
    private static IReadOnlyList<string> Chain(Deployment deployment)
    {
        var chosen = deployment.Choose(Layer.Vectors, Usual(deployment), (Pgvector, Pgvector), (Qdrant, Qdrant), (Chroma, Chroma));
        return deployment.Mode is not DeploymentMode.Development && chosen == OfMode(deployment) ? [] : [chosen];
    }

    private static string Chosen(Deployment deployment) => deployment.Settings.Read($"Realize:{Layer.Vectors}:Server") ?? Usual(deployment);

    private static string Usual(Deployment deployment) =>
        deployment.Settings.Read("VECTOR_DB_PROVIDER")?.ToLowerInvariant() is (Pgvector or Qdrant or Chroma) and var provider ? provider : OfMode(deployment);

    private static string OfMode(Deployment deployment) => deployment.Mode is DeploymentMode.Saas ? Qdrant : Pgvector;

    private static IResourceBuilder<IResourceWithConnectionString> AddQdrant(Deployment deployment, string name) =>
        deployment.Builder.AddQdrant(name).WithDataVolume();
}
