using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Azure;

/// <summary>The blobs of a storage account.</summary>
public class AzureBlobStorageResource(string name, AzureStorageResource storage)
    : Resource(name), IResourceWithParent<AzureStorageResource>, IResourceWithConnectionString
{
    public AzureStorageResource Parent { get; } = storage;

    public ReferenceExpression UriExpression => Parent.BlobUriExpression;

    /// <summary>The address of the blobs.</summary>
    public ReferenceExpression ConnectionStringExpression => UriExpression;

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() => [new("Uri", UriExpression)];
}
