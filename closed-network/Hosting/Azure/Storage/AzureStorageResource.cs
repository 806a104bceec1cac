using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Azure;

/// <summary>An Azure storage account.</summary>
public class AzureStorageResource : AzureProvisioningResource
{
    internal AzureStorageResource(string name)
        : base(name)
    {
    }

    public BicepOutputReference BlobEndpoint => new("blobEndpoint", this);

    public BicepOutputReference NameOutputReference => new("name", this);

    public ReferenceExpression BlobUriExpression => ReferenceExpression.Create($"{BlobEndpoint}");

    /// <summary>To read and write blobs: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles, Storage Blob Data Contributor.</summary>
    internal static AzureRole WriteBlobs { get; } = new(
        "Microsoft.Storage/storageAccounts@2024-01-01", "account", "blobContributor", "ba92f5b4-2d11-453d-a403-e96b0029c9fe", "writeBlobs");

    public override string GetBicepTemplateString() => $$"""
        @description('The region of the account.')
        param location string = resourceGroup().location

        resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
          name: take('{{Name.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant()}}${uniqueString(resourceGroup().id)}', 24)
          location: location
          kind: 'StorageV2'
          sku: {
            name: 'Standard_GRS'
          }
          properties: {
            accessTier: 'Hot'
            allowBlobPublicAccess: false
            allowSharedKeyAccess: false
            minimumTlsVersion: 'TLS1_2'
            supportsHttpsTrafficOnly: true
          }
          tags: {
            'aspire-resource-name': '{{Name}}'
          }
        }

        output blobEndpoint string = account.properties.primaryEndpoints.blob

        output name string = account.name

        output id string = account.id
        """;
}
