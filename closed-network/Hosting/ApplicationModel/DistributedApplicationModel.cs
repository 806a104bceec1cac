namespace Aspire.Hosting.ApplicationModel;

/// <summary>The application as it was built.</summary>
public class DistributedApplicationModel(IResourceCollection resources)
{
    public IResourceCollection Resources { get; } = resources;
}
