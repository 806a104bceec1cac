using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using DeploymentFlex.Hosting.Realizations;
using DeploymentFlex.Layers.Modes;

namespace DeploymentFlex.Hosting;

/// <summary>Hands the deployment to a service.</summary>
public static class DeploymentResourceExtensions
{
    /// <summary>Gives a service the mode, the data folder and settings that keep several small processes small.</summary>
    public static IResourceBuilder<ProjectResource> WithDeployment(this IResourceBuilder<ProjectResource> builder, Deployment deployment)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(deployment);
        return builder.WithEnvironment(context =>
        {
            var variables = context.EnvironmentVariables;
            variables["Deployment__Mode"] = deployment.Mode.ToName();
            if (context.ExecutionContext.IsPublishMode)
            {
                return;
            }

            var environment = deployment.Mode is DeploymentMode.Development ? "Development" : "Production";
            variables["ASPNETCORE_ENVIRONMENT"] = environment;
            variables["DOTNET_ENVIRONMENT"] = environment;
            variables["Deployment__DataPath"] = deployment.DataPath;
            if (deployment.Mode.IsStrict() && DataRealizations.All.ChosenBy(deployment) is Realization.Embedded or Realization.Installed or Realization.Container)
            {
                // It is there with this run, so nobody could have migrated it before.
                variables["Deployment__MigrateAtStart"] = "true";
            }

            variables["DOTNET_gcServer"] = "0";
            variables["DOTNET_TieredPGO"] = "0";
        });
    }
}
