using System.Net;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using DeploymentFlex.Files.Objects;

namespace DeploymentFlex.Files.S3;

/// <summary>The requests to one bucket, bounded in time, and what they fail with.</summary>
internal sealed class S3Bucket : IDisposable
{
    public const string ContentType = "application/octet-stream";

    /// <summary>The metadata with the content's hash; a tag where the hash was known only after the metadata.</summary>
    public const string Sha256 = "sha256";

    /// <summary>The metadata of a small object that holds a key for parts that are being joined.</summary>
    public const string Claim = "claim";

    /// <summary>The size of such an object; it was empty once.</summary>
    public const int ClaimBytes = 32;

    // Joining takes seconds: who holds a key this long has crashed.
    private static readonly TimeSpan s_longestClaim = TimeSpan.FromHours(1);

    private readonly HttpClient _http;
    private readonly AmazonS3Client _client;
    private readonly AmazonS3Client _partsClient;
    private readonly StallGuard _guard;
    private readonly TimeProvider _time;

    public S3Bucket(S3Options options, HttpClient http, TimeProvider time)
    {
        Name = options.Bucket!;
        _http = http;
        _client = S3Client.Create(options, http, retries: 0);
        _partsClient = S3Client.Create(options, http, retries: 2);
        _guard = new StallGuard(options.StallTimeout, time);
        _time = time;
    }

    public string Name { get; }

    /// <summary>Asks the server something.</summary>
    /// <exception cref="S3RequestException">The server refuses it.</exception>
    /// <exception cref="TimeoutException">It does not answer.</exception>
    public async Task<TResponse> CallAsync<TResponse>(
        Func<AmazonS3Client, CancellationToken, Task<TResponse>> call, CancellationToken cancellationToken, int stalls = 1)
    {
        try
        {
            return await _guard.RunAsync(token => call(_client, token), cancellationToken, stalls);
        }
        catch (AmazonS3Exception error)
        {
            throw new S3RequestException(Name, error);
        }
    }

    /// <summary>Does what is not worth an error when the server is away: the caller has one already.</summary>
    public async Task TryAsync<TResponse>(Func<AmazonS3Client, CancellationToken, Task<TResponse>> call)
    {
        try
        {
            await CallAsync(call, CancellationToken.None);
        }
#pragma warning disable CA1031 // Whatever it is, what is left is in nobody's way, and the bucket's rule for incomplete uploads removes it.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    /// <summary>Sends a part, again where need be, and returns its tag.</summary>
    public async Task<string> SendPartAsync(UploadPartRequest request, ArraySegment<byte> part, CancellationToken cancellationToken)
    {
        try
        {
            return await _guard.SendAsync(
                part,
                async (stream, token) =>
                {
                    request.InputStream = stream;
                    return (await _partsClient.UploadPartAsync(request, token)).ETag;
                },
                cancellationToken);
        }
        catch (AmazonS3Exception error)
        {
            throw new S3RequestException(Name, error);
        }
    }

    /// <summary>
    /// Stores an object under a key that is free, or held by a claim that nobody stands behind any more. Such a claim is
    /// replaced on condition that it still is the one that was seen: whoever came first in between keeps the key.
    /// </summary>
    /// <exception cref="FileExistsException">The key is taken.</exception>
    public async Task PutOnceAsync(string key, ArraySegment<byte> content, string metadata, string value)
    {
        if (await TryPutAsync(key, content, metadata, value, replaced: null))
        {
            return;
        }

        var head = await HeadAsync(key, CancellationToken.None);
        if ((head is not null && !IsOldClaim(head)) || !await TryPutAsync(key, content, metadata, value, head?.ETag))
        {
            throw new FileExistsException(key);
        }
    }

    /// <summary>Claims a key for parts that are about to be joined. Each claim has a content, and so an ETag, of its own.</summary>
    /// <exception cref="FileExistsException">The key is taken.</exception>
    public Task ClaimAsync(string key) => PutOnceAsync(key, Encoding.ASCII.GetBytes(Guid.NewGuid().ToString("N")), Claim, "true");

    /// <summary>What the server knows of an object; null for none, and for a claim.</summary>
    public async Task<GetObjectMetadataResponse?> FindAsync(string key, CancellationToken cancellationToken) =>
        await HeadAsync(key, cancellationToken) is { } head && head.Metadata[Claim] is null ? head : null;

    /// <summary>Keeps the hash beside an object whose metadata can no longer be changed.</summary>
    public Task KeepHashAsync(string key, string sha256) => TryAsync((client, token) => client.PutObjectTaggingAsync(HashTag(key, sha256), token));

    /// <summary>Keeps a hash beside an object and reads it, as <see cref="KeepHashAsync"/> and <see cref="KeptHashAsync"/> do.</summary>
    public async Task TryTaggingAsync(string key, CancellationToken cancellationToken)
    {
        const string tried = "tried";
        await CallAsync((client, token) => client.PutObjectTaggingAsync(HashTag(key, tried), token), cancellationToken);
        if (await KeptHashAsync(key, cancellationToken) is not tried)
        {
            throw new IOException("The server does not keep the tags of objects.");
        }
    }

    /// <summary>The hash that is kept beside an object, or null.</summary>
    public async Task<string?> KeptHashAsync(string key, CancellationToken cancellationToken)
    {
        var request = new GetObjectTaggingRequest { BucketName = Name, Key = key };
        var response = await CallAsync((client, token) => client.GetObjectTaggingAsync(request, token), cancellationToken);
        return response.Tagging?.Find(static tag => tag.Key == Sha256)?.Value;
    }

    /// <summary>A body that is being received, watched over.</summary>
    public Stream Watch(GetObjectResponse response) => _guard.Watch(response.ResponseStream, response);

    public void Dispose()
    {
        _client.Dispose();
        _partsClient.Dispose();
        _http.Dispose();
    }

    private async Task<bool> TryPutAsync(string key, ArraySegment<byte> content, string metadata, string value, string? replaced)
    {
        try
        {
            await _guard.SendAsync(content, (stream, token) => _client.PutObjectAsync(Put(key, stream, metadata, value, replaced), token), CancellationToken.None);
            return true;
        }
        catch (AmazonS3Exception error) when (error.StatusCode is HttpStatusCode.PreconditionFailed
            || (replaced is not null && error.StatusCode is HttpStatusCode.NotFound))
        {
            return false;
        }
        catch (AmazonS3Exception error)
        {
            throw new S3RequestException(Name, error);
        }
    }

    private PutObjectRequest Put(string key, Stream content, string metadata, string value, string? replaced)
    {
        var request = new PutObjectRequest
        {
            BucketName = Name,
            Key = key,
            InputStream = content,
            ContentType = ContentType,
            IfNoneMatch = replaced is null ? "*" : null,

            // Ceph 16 compares the text as it is with the bare tag, and Amazon takes it either way.
            IfMatch = replaced?.Trim('"'),
            UseChunkEncoding = false,
            AutoCloseStream = false,
        };
        request.Metadata[metadata] = value;
        return request;
    }

    private PutObjectTaggingRequest HashTag(string key, string sha256) =>
        new() { BucketName = Name, Key = key, Tagging = new Tagging { TagSet = [new Tag { Key = Sha256, Value = sha256 }] } };

    private bool IsOldClaim(GetObjectMetadataResponse head) =>
        head.Metadata[Claim] is not null && head.LastModified <= (_time.GetUtcNow() - s_longestClaim).UtcDateTime;

    private async Task<GetObjectMetadataResponse?> HeadAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return await CallAsync((client, token) => client.GetObjectMetadataAsync(Name, key, token), cancellationToken);
        }
        catch (S3RequestException error) when (error.Status is HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
