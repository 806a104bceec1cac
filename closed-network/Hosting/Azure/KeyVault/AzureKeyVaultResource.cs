using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Azure;

/// <summary>An Azure Key Vault.</summary>
public class AzureKeyVaultResource : AzureProvisioningResource, IResourceWithConnectionString
{
    internal AzureKeyVaultResource(string name)
        : base(name)
    {
    }

    public BicepOutputReference VaultUri => new("vaultUri", this);

    public BicepOutputReference NameOutputReference => new("name", this);

    public ReferenceExpression UriExpression => ReferenceExpression.Create($"{VaultUri}");

    /// <summary>The vault's address.</summary>
    public ReferenceExpression ConnectionStringExpression => UriExpression;

    /// <summary>To read secrets: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles, Key Vault Secrets User.</summary>
    internal static AzureRole ReadSecrets { get; } = new(
        "Microsoft.KeyVault/vaults@2024-11-01", "vault", "secretsUser", "4633458b-17de-408a-b874-0445c86b69e6", "readSecrets");

    public override string GetBicepTemplateString() => $$"""
        @description('The region of the vault.')
        param location string = resourceGroup().location

        resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
          name: take('{{Name}}-${uniqueString(resourceGroup().id)}', 24)
          location: location
          properties: {
            tenantId: tenant().tenantId
            sku: {
              family: 'A'
              name: 'standard'
            }
            enableRbacAuthorization: true
            enableSoftDelete: true
          }
          tags: {
            'aspire-resource-name': '{{Name}}'
          }
        }

        output vaultUri string = vault.properties.vaultUri

        output name string = vault.name

        output id string = vault.id
        """;

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() => [new("Uri", UriExpression)];
}
