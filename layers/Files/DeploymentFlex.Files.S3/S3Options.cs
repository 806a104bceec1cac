using System.ComponentModel.DataAnnotations;
using System.Data.Common;
using DeploymentFlex.Layers.Isolation;

namespace DeploymentFlex.Files.S3;

/// <summary>
/// A bucket: <c>Layers:Files:s3</c>. <see cref="ConnectionString"/> says at once what the others say one by one, and
/// does not go over them.
/// </summary>
public sealed class S3Options : IValidatableObject, INamesEndpoints
{
    /// <summary>The bucket. It must be there: the application makes none.</summary>
    public string? Bucket { get; set; }

    /// <summary>The server's address, for example <c>https://ceph.example:7480</c>; null for Amazon's own.</summary>
    public string? Endpoint { get; set; }

    /// <summary>The region, which every request is signed for; <c>us-east-1</c> when it is not set.</summary>
    public string? Region { get; set; }

    /// <summary>Path where an endpoint is set, and virtual with Amazon's own, unless set.</summary>
    public S3Addressing? Addressing { get; set; }

    /// <summary>Null, with <see cref="SecretAccessKey"/>, to let the SDK look for an identity of this machine.</summary>
    public string? AccessKeyId { get; set; }

    public string? SecretAccessKey { get; set; }

    /// <summary>Comes with keys that are good for a while only.</summary>
    public string? SessionToken { get; set; }

    /// <summary>A file with the PEM certificates that may sign the server's; null for those the system trusts.</summary>
    public string? CaFile { get; set; }

    /// <summary>How long a request may go on without a byte moving.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00", ErrorMessage = "must be between 0.1 s and 1 h.")]
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary><c>Endpoint=…;Bucket=…;AccessKeyId=…;SecretAccessKey=…</c>; <c>ConnectionStrings:files</c> unless set.</summary>
    public string? ConnectionString { get; set; }

    IEnumerable<NamedEndpoint> INamesEndpoints.Endpoints
    {
        get
        {
            if (Endpoint is not null)
            {
                var server = NamedEndpoint.From(new Uri(Endpoint));
                yield return IsPathStyle ? server : new NamedEndpoint($"{Bucket}.{server.Host}", server.Port);
            }
        }
    }

    internal bool IsPathStyle => Addressing is { } addressing ? addressing is S3Addressing.Path : Endpoint is not null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrWhiteSpace(Bucket))
        {
            yield return new("must name the bucket; S3_BUCKET_NAME does as well.", [nameof(Bucket)]);
        }

        if (Endpoint is not null && !(Uri.TryCreate(Endpoint, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
        {
            yield return new("must be an address such as https://ceph.example:7480.", [nameof(Endpoint)]);
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

    /// <summary>Takes from the connection string what is not set by itself.</summary>
    /// <exception cref="ArgumentException">It is no list of names and values.</exception>
    internal void ReadConnectionString()
    {
        var values = new DbConnectionStringBuilder { ConnectionString = ConnectionString ?? string.Empty };
        Bucket ??= Value(nameof(Bucket));
        Endpoint ??= Value(nameof(Endpoint));
        Region ??= Value(nameof(Region));
        AccessKeyId ??= Value(nameof(AccessKeyId));
        SecretAccessKey ??= Value(nameof(SecretAccessKey));

        string? Value(string name) => values.TryGetValue(name, out var value) ? value.ToString() : null;
    }
}
