using System.ComponentModel.DataAnnotations;
using DeploymentFlex.Layers.Isolation;

namespace DeploymentFlex.Credentials.Vault;

/// <summary>A KV engine, version 2, of HashiCorp Vault or OpenBao: <c>Layers:Credentials:vault</c>.</summary>
public sealed class VaultOptions : IValidatableObject, INamesEndpoints
{
    /// <summary>The server, for example <c>https://vault.example:8200</c>.</summary>
    [Required(ErrorMessage = "must be the server's address, such as https://vault.example:8200; VAULT__URL does as well.")]
    public Uri? Address { get; set; }

    /// <summary>A token; renewed at half of its time where it may be.</summary>
    public string? Token { get; set; }

    /// <summary>The role to sign in with, by AppRole, in the place of a token.</summary>
    public string? RoleId { get; set; }

    /// <summary>The role's secret.</summary>
    public string? SecretId { get; set; }

    /// <summary>Where AppRole is mounted.</summary>
    public string RoleMount { get; set; } = "approle";

    /// <summary>Vault's own namespace (Enterprise, OpenBao): the header <c>X-Vault-Namespace</c>.</summary>
    public string? VaultNamespace { get; set; }

    /// <summary>Where the KV engine is mounted.</summary>
    [Required(ErrorMessage = "must name where the KV engine is mounted.")]
    public string Mount { get; set; } = "secret";

    /// <summary>The path in the engine that namespaces are under; null for its root.</summary>
    public string? Prefix { get; set; }

    /// <summary>The field of an entry that holds the secret.</summary>
    [Required(ErrorMessage = "must name the field that holds the secret.")]
    public string Field { get; set; } = "value";

    /// <summary>A file with the PEM certificates that may sign the server's; null for those the system trusts.</summary>
    public string? CaFile { get; set; }

    IEnumerable<NamedEndpoint> INamesEndpoints.Endpoints => Address is { IsAbsoluteUri: true } ? [NamedEndpoint.From(Address)] : [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Address is not null && !(Address.IsAbsoluteUri && Address.Scheme is "http" or "https"))
        {
            yield return new("must be an address such as https://vault.example:8200.", [nameof(Address)]);
        }

        if (Token is null == RoleId is null || RoleId is null != SecretId is null)
        {
            yield return new("must be set, or RoleId and SecretId: one way to sign in.", [nameof(Token)]);
        }

        if (CaFile is not null && !File.Exists(CaFile))
        {
            yield return new("names no file.", [nameof(CaFile)]);
        }
    }
}
