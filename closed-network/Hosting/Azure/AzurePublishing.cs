using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Azure;

/// <summary>Has resources of Azure written by themselves.</summary>
internal static class AzurePublishing
{
    public static IResourceBuilder<T> Publish<T>(IResourceBuilder<T> builder)
        where T : AzureBicepResource => builder.WithManifestPublishingCallback(builder.Resource.WriteToManifest);
}
