namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says that another resource's connection string stands for this one's.</summary>
public class ConnectionStringRedirectAnnotation(IResourceWithConnectionString resource) : IResourceAnnotation
{
    public IResourceWithConnectionString Resource { get; } = resource;
}
