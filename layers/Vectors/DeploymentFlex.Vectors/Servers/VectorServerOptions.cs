using System.ComponentModel.DataAnnotations;
using DeploymentFlex.Layers.Isolation;

namespace DeploymentFlex.Vectors.Servers;

/// <summary>Where a server of vectors is, and who we are to it.</summary>
public abstract class VectorServerOptions : IValidatableObject, INamesEndpoints
{
    /// <summary>The server's address.</summary>
    public string? Url { get; set; }

    /// <summary>The key that the server asks for; null where it asks for none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>A file with the PEM certificates that may sign the server's; null for those the system trusts.</summary>
    public string? CaFile { get; set; }

    IEnumerable<NamedEndpoint> INamesEndpoints.Endpoints => Address is { } address ? [NamedEndpoint.From(address)] : [];

    /// <summary>The address; null where it is not one.</summary>
    public Uri? Address => Uri.TryCreate(Url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    /// <summary>An address as it is given, for messages.</summary>
    protected abstract string Example { get; }

    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Address is null)
        {
            yield return new($"must be an address such as {Example}.", [nameof(Url)]);
        }

        if (CaFile is not null && !File.Exists(CaFile))
        {
            yield return new("names no file.", [nameof(CaFile)]);
        }
    }
}
