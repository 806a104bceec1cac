using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Modes;

namespace DeploymentFlex.Hosting.Realizations;

/// <summary>The database with pgvector, or Qdrant.</summary>
internal static class VectorsRealizations
{
    public static LayerRealizations All { get; } = new(Layer.Vectors,
    [
        CommonRealizations.Embedded("embedded"),
        new(Realization.Container, static (deployment, name) =>
            deployment.Choose(Layer.Vectors, Usual(deployment.Mode), ("pgvector", PostgresContainer.AddDatabase), ("qdrant", AddQdrant))(deployment, name)),
        CommonRealizations.Existing,
    ])
    {
        OnPremises = (Realization.Existing, Realization.Container),
        Saas = (Realization.Existing, Realization.Container),
    };

    private static string Usual(DeploymentMode mode) => mode is DeploymentMode.Saas ? "qdrant" : "pgvector";

    private static IResourceBuilder<IResourceWithConnectionString> AddQdrant(Deployment deployment, string name) =>
        deployment.Builder.AddQdrant(name).WithDataVolume();
}
