namespace Aspire.Hosting.ApplicationModel;

/// <summary>A .NET project, run as one process.</summary>
public class ProjectResource(string name)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport;
