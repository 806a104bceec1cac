using System.ComponentModel.DataAnnotations;
using DeploymentFlex.Credentials.Envelopes;
using DeploymentFlex.Layers.Isolation;

namespace DeploymentFlex.Credentials.AwsKms;

/// <summary>
/// A key of AWS KMS: <c>Layers:Credentials:aws-kms</c>. In a chain it is an encrypted file whose master key is that one;
/// another provider uses it by its setting <c>MasterKey</c>.
/// </summary>
public sealed class AwsKmsOptions : EnvelopeOptions, INamesEndpoints
{
    /// <summary>
    /// The key, for example <c>arn:aws:kms:eu-west-1:111122223333:key/…</c>, or an alias, <c>…:alias/…</c>: data keys are then
    /// wrapped under the key that it means at the time.
    /// </summary>
    [Required(ErrorMessage = "must be the ARN of a key, such as arn:aws:kms:eu-west-1:111122223333:key/…; KMS_ENDPOINT does as well.")]
    [RegularExpression("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]+:(key|alias)/.+$", ErrorMessage = "must be an ARN such as arn:aws:kms:eu-west-1:111122223333:key/….")]
    public string? KeyArn { get; set; }

    /// <summary>The server's address, for example that of a VPC endpoint; null for Amazon's own in the key's region.</summary>
    public string? Endpoint { get; set; }

    /// <summary>Null, with <see cref="SecretAccessKey"/>, to let the SDK look for an identity of this machine.</summary>
    public string? AccessKeyId { get; set; }

    public string? SecretAccessKey { get; set; }

    /// <summary>Comes with keys that are good for a while only.</summary>
    public string? SessionToken { get; set; }

    /// <summary>A file with the PEM certificates that may sign the server's; null for those the system trusts.</summary>
    public string? CaFile { get; set; }

    /// <summary>The folder of the encrypted file; <c>credentials-aws-kms</c> under the deployment's data path when not set.</summary>
    public string? Path { get; set; }

    internal string Region => KeyArn!.Split(':')[3];

    IEnumerable<NamedEndpoint> INamesEndpoints.Endpoints => Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) ? [NamedEndpoint.From(address)] : [];

    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (KeyFile is not null || KeyVariable is not null || MasterKey is not null)
        {
            yield return new("and KeyVariable and MasterKey are not for this provider: the master key is KeyArn's.", [nameof(KeyFile)]);
        }

        if (Endpoint is not null && !(Uri.TryCreate(Endpoint, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
        {
            yield return new("must be an address such as https://kms.example.", [nameof(Endpoint)]);
        }

        if (AccessKeyId is null != SecretAccessKey is null)
        {
            yield return new("and SecretAccessKey belong together: set both or neither.", [nameof(AccessKeyId)]);
        }

        if (CaFile is not null && !File.Exists(CaFile))
        {
            yield return new("names no file.", [nameof(CaFile)]);
        }
    }
}
