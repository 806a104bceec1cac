using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Azure;

/// <summary>A secret that a deployment has put into a vault.</summary>
internal sealed class KeyVaultSecretReference(AzureKeyVaultResource vault, string secretName) : IExpressionValue, IValueWithReferences
{
    public string ValueExpression => $"{{{vault.Name}.secrets.{secretName}}}";

    IEnumerable<object> IValueWithReferences.References => [vault];

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => vault.VaultUri.GetValueAsync(cancellationToken);
}
