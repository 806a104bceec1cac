using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Lifecycle;
using DeploymentFlex.Hosting.RunFolders;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Hosting;

/// <summary>Adds the deployment to an AppHost.</summary>
public static class DeploymentBuilderExtensions
{
    /// <summary>Reads the deployment's settings and keeps the state of the run in a folder that other programs read.</summary>
    /// <remarks>Wrong settings refuse the start of the application, with one message that names each of them.</remarks>
    public static Deployment AddDeployment(this IDistributedApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var settings = new DeploymentSettings(builder.Configuration, builder.ExecutionContext);
        if (settings.Problems.Count > 0)
        {
            builder.Eventing.Subscribe<BeforeStartEvent>((_, _) =>
                throw new DistributedApplicationException(string.Join(Environment.NewLine, settings.Problems)));
        }

        var root = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(builder.AppHostDirectory))!;
        var deployment = new Deployment(settings.Mode, Path.GetFullPath(settings.DataPath, root), settings.GatewayPort);
        if (builder.ExecutionContext.IsRunMode)
        {
            builder.Services.AddSingleton(deployment);
            builder.Services.AddSingleton(new RunFolder(Path.GetFullPath(settings.RunFolder, root)));
            if (settings.TemporaryFolder is { } temporary)
            {
                TemporaryFolder.Add(builder.Eventing, temporary);
            }

            if (!settings.HasRandomPorts)
            {
                builder.Services.TryAddEventingSubscriber<FixedPorts>();
            }

            if (settings.FailFast)
            {
                builder.Services.AddSingleton(settings);
                builder.Services.TryAddEventingSubscriber<FailFast>();
            }

            builder.Services.TryAddEventingSubscriber<RunFolderWriter>();
        }

        return deployment;
    }
}
