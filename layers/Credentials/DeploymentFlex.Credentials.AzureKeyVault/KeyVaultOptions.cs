using System.ComponentModel.DataAnnotations;
using DeploymentFlex.Layers.Isolation;

namespace DeploymentFlex.Credentials.AzureKeyVault;

/// <summary>A vault of Azure's: <c>Layers:Credentials:azure-key-vault</c>. One signs in with an identity of this machine.</summary>
public sealed class KeyVaultOptions : IValidatableObject, INamesEndpoints
{
    /// <summary>The vault, for example <c>https://name.vault.azure.net</c>; <c>ConnectionStrings:credentials</c> unless set.</summary>
    [Required(ErrorMessage = "must be the vault's address, such as https://name.vault.azure.net.")]
    public Uri? VaultUri { get; set; }

    /// <summary>A file with the PEM certificates that may sign the server's; null for those the system trusts.</summary>
    public string? CaFile { get; set; }

    IEnumerable<NamedEndpoint> INamesEndpoints.Endpoints => VaultUri is { IsAbsoluteUri: true } ? [NamedEndpoint.From(VaultUri)] : [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (VaultUri is not null && !(VaultUri.IsAbsoluteUri && VaultUri.Scheme is "https"))
        {
            yield return new("must be an address such as https://name.vault.azure.net.", [nameof(VaultUri)]);
        }

        if (CaFile is not null && !File.Exists(CaFile))
        {
            yield return new("names no file.", [nameof(CaFile)]);
        }
    }
}
