namespace Aspire.Hosting.ApplicationModel;

/// <summary>A container, started from an image.</summary>
public class ContainerResource(string name, string? entrypoint = null)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    /// <summary>What is run in place of the image's own entrypoint; null for that one.</summary>
    public string? Entrypoint { get; set; } = entrypoint;
}
