namespace Aspire.Hosting.ApplicationModel;

/// <summary>Questions about project resources.</summary>
public static class ProjectResourceExtensions
{
    public static IEnumerable<ProjectResource> GetProjectResources(this DistributedApplicationModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Resources.OfType<ProjectResource>();
    }

    /// <exception cref="InvalidOperationException">The resource was added without its metadata.</exception>
    public static IProjectMetadata GetProjectMetadata(this ProjectResource projectResource)
    {
        ArgumentNullException.ThrowIfNull(projectResource);
        return projectResource.Annotations.OfType<IProjectMetadata>().LastOrDefault()
            ?? throw new InvalidOperationException($"The project resource '{projectResource.Name}' has no metadata.");
    }
}
