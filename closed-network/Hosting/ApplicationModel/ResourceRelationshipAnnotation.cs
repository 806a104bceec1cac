namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says how a resource is related to another, for example <c>Reference</c> or <c>Parent</c>.</summary>
public sealed class ResourceRelationshipAnnotation(IResource resource, string type) : IResourceAnnotation
{
    public IResource Resource { get; } = resource;

    public string Type { get; } = type;
}
