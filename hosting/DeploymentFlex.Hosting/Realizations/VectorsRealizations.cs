using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Modes;

namespace DeploymentFlex.Hosting.Realizations;

/// <summary>The database with pgvector, or Qdrant. <c>Realize:Vectors:Server</c> or <c>VECTOR_DB_PROVIDER</c> says which.</summary>
internal static class VectorsRealizations
{
    private const string Pgvector = "pgvector";
    private const string Qdrant = "qdrant";

    public static LayerRealizations All { get; } = new(Layer.Vectors,
    [
        CommonRealizations.Embedded("embedded"),
        new(Realization.Container, static (deployment, name) =>
            Chosen(deployment) is Qdrant ? AddQdrant(deployment, name) : PostgresContainer.AddDatabase(deployment, name))
        {
            ChooseChain = static deployment => Chain(deployment, Pgvector, Qdrant),
        },
        CommonRealizations.Existing with { ChooseChain = static deployment => Chain(deployment, Pgvector, Qdrant) },
    ])
    {
        OnPremises = (Realization.Existing, Realization.Container),
        Saas = (Realization.Existing, Realization.Container),
    };

    // The mode's own needs no saying.
    private static IReadOnlyList<string> Chain(Deployment deployment, params string[] servers)
    {
        var chosen = deployment.Choose(Layer.Vectors, Usual(deployment), [.. servers.Select(static server => (server, server))]);
        return deployment.Mode is not DeploymentMode.Development && chosen == OfMode(deployment) ? [] : [chosen];
    }

    private static string Chosen(Deployment deployment) => deployment.Settings.Read($"Realize:{Layer.Vectors}:Server") ?? Usual(deployment);

    private static string Usual(Deployment deployment) =>
        deployment.Settings.Read("VECTOR_DB_PROVIDER")?.ToLowerInvariant() is (Pgvector or Qdrant) and var provider ? provider : OfMode(deployment);

    private static string OfMode(Deployment deployment) => deployment.Mode is DeploymentMode.Saas ? Qdrant : Pgvector;

    private static IResourceBuilder<IResourceWithConnectionString> AddQdrant(Deployment deployment, string name) =>
        deployment.Builder.AddQdrant(name).WithDataVolume();
}
