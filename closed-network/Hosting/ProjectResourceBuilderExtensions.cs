using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Execution;

namespace Aspire.Hosting;

/// <summary>Adds projects.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a project that the AppHost references, with the endpoints and variables of its first launch profile if it has any.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new()
    {
        var metadata = new TProject();
        return builder.AddProject(name, metadata, LaunchProfile.First(metadata.ProjectPath));
    }

    /// <summary>Adds a project that the AppHost references, with a launch profile or, for null, without any.</summary>
    /// <exception cref="DistributedApplicationException">The project has no launch profile of this name.</exception>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name, string? launchProfileName)
        where TProject : IProjectMetadata, new()
    {
        var metadata = new TProject();
        return builder.AddProject(name, metadata, LaunchProfile.Named(metadata.ProjectPath, launchProfileName));
    }

    /// <summary>Adds a project by its file; a relative path begins at the AppHost's folder.</summary>
    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, string projectPath)
    {
        var metadata = new ProjectMetadata(builder, projectPath);
        return builder.AddProject(name, metadata, LaunchProfile.First(metadata.ProjectPath));
    }

    /// <inheritdoc cref="AddProject(IDistributedApplicationBuilder, string, string)"/>
    /// <exception cref="DistributedApplicationException">The project has no launch profile of this name.</exception>
    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, string name, string projectPath, string? launchProfileName)
    {
        var metadata = new ProjectMetadata(builder, projectPath);
        return builder.AddProject(name, metadata, LaunchProfile.Named(metadata.ProjectPath, launchProfileName));
    }

    /// <summary>Says how many instances published output is to have; a run starts one.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ReplicaAnnotation(replicas), ResourceAnnotationMutationBehavior.Replace);
    }

    private static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, string name, IProjectMetadata metadata, LaunchProfile? profile)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var project = builder.AddResource(new ProjectResource(name))
            .WithAnnotation(metadata)
            .WithOtlpExporter()
            .WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory")
            .WithEnvironment(static context =>
            {
                if (context.ExecutionContext.IsPublishMode && context.Resource.Annotations.OfType<EndpointAnnotation>().Any())
                {
                    context.EnvironmentVariables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
                }
            })
            .WithEnvironment(AspNetCoreUrls.AddTo);
        profile?.AddTo(project);
        return project;
    }

    private sealed class ProjectMetadata(IDistributedApplicationBuilder builder, string projectPath) : IProjectMetadata
    {
        public string ProjectPath { get; } = Path.GetFullPath(projectPath, builder.AppHostDirectory);
    }
}
