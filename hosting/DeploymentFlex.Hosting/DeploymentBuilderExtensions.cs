using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Lifecycle;
using DeploymentFlex.Hosting.RunFolders;
using DeploymentFlex.Hosting.Watching;
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
        var root = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(builder.AppHostDirectory))!;
        var settings = new DeploymentSettings(builder.Configuration, builder.ExecutionContext, root);
        builder.Eventing.Subscribe<BeforeStartEvent>((_, _) => settings.Problems.Count == 0
            ? Task.CompletedTask
            : throw new DistributedApplicationException(string.Join(Environment.NewLine, settings.Problems)));

        var deployment = new Deployment(builder, settings);
        if (builder.ExecutionContext.IsRunMode)
        {
            builder.Services.AddSingleton(deployment);
            builder.Services.AddSingleton(new RunFolder(settings.RunFolder));
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

            if (settings.Watch && builder.AppHostAssembly is { } appHost)
            {
                builder.Services.AddSingleton(new AppHostBuild(appHost));
                builder.Services.TryAddEventingSubscriber<SourceWatch>();
            }

            builder.Services.TryAddEventingSubscriber<RunFolderWriter>();
        }

        return deployment;
    }
}
