using Aspire.Hosting;
using DeploymentFlex.Hosting.Servers;
using DeploymentFlex.Layers;

namespace DeploymentFlex.Hosting.Realizations;

/// <summary>PostgreSQL: one database, in which each service has a schema.</summary>
internal static class DataRealizations
{
    public static LayerRealizations All { get; } = new(Layer.Data,
    [
        CommonRealizations.Embedded("sqlite"),
        new(Realization.Installed, PostgresServer.Add) { Chain = ["postgres"] },
        new(Realization.Container, PostgresContainer.AddDatabase) { Chain = ["postgres"] },
        CommonRealizations.Existing with { Chain = ["postgres"] },
        new(Realization.Azure, static (deployment, name) =>
            deployment.Builder.AddAzurePostgresFlexibleServer("postgres").WithPasswordAuthentication().AddDatabase(name, PostgresContainer.Database)),
    ])
    {
        OnPremises = (Realization.Existing, Realization.Container),
        Saas = (Realization.Existing, Realization.Azure),
    };
}
