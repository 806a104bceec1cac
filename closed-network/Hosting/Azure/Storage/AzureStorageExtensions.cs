using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Azure;

namespace Aspire.Hosting;

/// <summary>Adds Azure storage accounts.</summary>
public static class AzureStorageExtensions
{
    public static IResourceBuilder<AzureStorageResource> AddAzureStorage(this IDistributedApplicationBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var storage = builder.AddResource(new AzureStorageResource(name));
        AzureRoles.Add(storage, AzureStorageResource.WriteBlobs.TemplateFor(storage.Resource));
        return AzurePublishing.Publish(storage);
    }

    public static IResourceBuilder<AzureBlobStorageResource> AddBlobs(this IResourceBuilder<AzureStorageResource> builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.ApplicationBuilder.AddResource(new AzureBlobStorageResource(name, builder.Resource));
    }
}
