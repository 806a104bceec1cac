using System.ComponentModel.DataAnnotations;
using Azure.Storage.Blobs;
using DeploymentFlex.Layers.Isolation;

namespace DeploymentFlex.Files.AzureBlob;

/// <summary>A container of blobs: <c>Layers:Files:azure-blob</c>.</summary>
public sealed class AzureBlobOptions : IValidatableObject, INamesEndpoints
{
    /// <summary>
    /// The account: its address, such as <c>https://account.blob.core.windows.net</c>, to sign in with an identity of this
    /// machine, or a connection string of Azure's with a key; <c>ConnectionStrings:files</c> unless set.
    /// </summary>
    [Required(ErrorMessage = "must be the account's address, such as https://account.blob.core.windows.net, or its connection string.")]
    public string? ConnectionString { get; set; }

    /// <summary>The container. It must be there: the application makes none.</summary>
    [RegularExpression("^[a-z0-9](-?[a-z0-9]){2,62}$", ErrorMessage = "must be 3 to 63 letters in lower case, digits and single dashes.")]
    public string Container { get; set; } = "files";

    /// <summary>A file with the PEM certificates that may sign the server's; null for those the system trusts.</summary>
    public string? CaFile { get; set; }

    /// <summary>How long a request may go on without a byte moving.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00", ErrorMessage = "must be between 0.1 s and 1 h.")]
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The account's address, where that is all that is set.</summary>
    internal Uri? Account =>
        Uri.TryCreate(ConnectionString, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    // A connection string names the account's address, or what it is made of.
    IEnumerable<NamedEndpoint> INamesEndpoints.Endpoints =>
        [NamedEndpoint.From(Account ?? new BlobServiceClient(ConnectionString).Uri)];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CaFile is not null && !File.Exists(CaFile))
        {
            yield return new("names no file.", [nameof(CaFile)]);
        }
    }
}
