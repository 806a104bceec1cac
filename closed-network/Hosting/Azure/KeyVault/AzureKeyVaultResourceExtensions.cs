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
        AzureRoles.Add(vault, AzureKeyVaultResource.ReadSecrets.TemplateFor(vault.Resource));
        return AzurePublishing.Publish(vault);
    }
}
