using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Azure;

namespace Aspire.Hosting;

/// <summary>Adds Azure Key Vaults.</summary>
public static class AzureKeyVaultResourceExtensions
{
    public static IResourceBuilder<AzureKeyVaultResource> AddAzureKeyVault(this IDistributedApplicationBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var vault = builder.AddResource(new AzureKeyVaultResource(name));
        AzureRoles.Add(vault, vault.Resource.RolesTemplate);
        return AzurePublishing.Publish(vault);
    }
}
