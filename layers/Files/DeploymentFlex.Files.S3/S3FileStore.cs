using System.Net;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using DeploymentFlex.Files.Objects;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Http;
using DeploymentFlex.Layers.Providers;

namespace DeploymentFlex.Files.S3;

/// <summary>Files as objects of a bucket, under their own keys. The content's SHA-256 is in the object's metadata or its tags.</summary>
public sealed class S3FileStore : IFileStore, IFileLinks, IProbed, IChecked, IDisposable
{
    // What S3 answers at most.
    private const int MaxPage = 1_000;

    private static readonly TimeSpan s_longestLink = TimeSpan.FromDays(7);

    private readonly S3Options _options;
    private readonly S3Bucket _bucket;
    private readonly TimeProvider _time;

    /// <param name="options">The bucket, validated.</param>
    /// <param name="handler">The connections, as <see cref="ServerHttp"/> makes them; disposed of with the store.</param>
    /// <param name="time">The clock.</param>
    public S3FileStore(S3Options options, SocketsHttpHandler handler, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _bucket = new S3Bucket(options, ServerHttp.CreateClient(handler), time);
        _time = time;
    }

    public async ValueTask<StoredFile> WriteAsync(string key, Stream content, long? expectedLength, CancellationToken cancellationToken)
    {
        FileKey.Check(key);
        ArgumentNullException.ThrowIfNull(content);
        var (size, sha256) = await ObjectWriter.RunAsync(new S3Upload(_bucket, key), content, expectedLength, cancellationToken);
        return new StoredFile(key, size, sha256, _time.GetUtcNow());
    }

    public async ValueTask<StoredFile?> FindAsync(string key, CancellationToken cancellationToken)
    {
        FileKey.Check(key);
        if (await _bucket.FindAsync(key, cancellationToken) is not { } head)
        {
            return null;
        }

        var sha256 = head.Metadata[S3Bucket.Sha256]
            ?? await _bucket.KeptHashAsync(key, cancellationToken)
            ?? await ComputeHashAsync(key, cancellationToken);
        return sha256 is null ? null : new StoredFile(key, head.ContentLength, sha256, Time(head.LastModified));
    }

    public async ValueTask<Stream?> OpenReadAsync(string key, long offset, long? length, CancellationToken cancellationToken)
    {
        FileKey.Check(key);
        ReadRange.Check(offset, length);
        if (length == 0)
        {
            return await OpenEmptyAsync(key, offset, cancellationToken);
        }

        var request = new GetObjectRequest { BucketName = _bucket.Name, Key = key };
        if (offset > 0 || length is not null)
        {
            request.ByteRange = new ByteRange(offset, length is null ? long.MaxValue - 1 : offset + length.Value - 1);
        }

        try
        {
            var response = await _bucket.CallAsync((client, token) => client.GetObjectAsync(request, token), cancellationToken);
            if (response.Metadata[S3Bucket.Claim] is null)
            {
                return _bucket.Watch(response);
            }

            response.Dispose();
            return null;
        }
        catch (S3RequestException error) when (error.Code is "NoSuchKey")
        {
            return null;
        }
        catch (S3RequestException error) when (error.Status is HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return await OpenEmptyAsync(key, offset, cancellationToken);
        }
    }

    public async ValueTask<bool> DeleteAsync(string key, CancellationToken cancellationToken)
    {
        FileKey.Check(key);
        if (await _bucket.FindAsync(key, cancellationToken) is null)
        {
            return false;
        }

        await _bucket.CallAsync((client, token) => client.DeleteObjectAsync(_bucket.Name, key, token), cancellationToken);
        return true;
    }

    public async ValueTask<FilePage> ListAsync(string? prefix, string? cursor, int limit, CancellationToken cancellationToken)
    {
        FileKey.CheckPrefix(prefix ?? string.Empty);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        if (cursor is not null)
        {
            FileKey.Check(cursor);
        }

        var request = new ListObjectsV2Request { BucketName = _bucket.Name, Prefix = prefix, StartAfter = cursor, MaxKeys = Math.Min(limit, MaxPage) };
        var response = await _bucket.CallAsync((client, token) => client.ListObjectsV2Async(request, token), cancellationToken);
        var files = new List<StoredFile>();
        foreach (var item in response.S3Objects ?? [])
        {
            // An object of this size may be a claim.
            if (item.Size is not (0 or S3Bucket.ClaimBytes) || await _bucket.FindAsync(item.Key, cancellationToken) is not null)
            {
                files.Add(new StoredFile(item.Key, item.Size ?? 0, Sha256: null, Time(item.LastModified)));
            }
        }

        return new FilePage(files, response.IsTruncated is true ? response.S3Objects![^1].Key : null);
    }

    public async ValueTask<Uri?> LinkToReadAsync(string key, TimeSpan validFor, CancellationToken cancellationToken)
    {
        FileKey.Check(key);
        ArgumentOutOfRangeException.ThrowIfLessThan(validFor, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(validFor, s_longestLink);
        var request = new GetPreSignedUrlRequest
        {
            BucketName = _bucket.Name,
            Key = key,
            Verb = HttpVerb.GET,
            Expires = (_time.GetUtcNow() + validFor).UtcDateTime,
            Protocol = _options.Endpoint?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) is true ? Protocol.HTTP : Protocol.HTTPS,
        };
        return new Uri(await _bucket.CallAsync((client, _) => client.GetPreSignedURLAsync(request), cancellationToken));
    }

    /// <summary>Lists a key: the cheapest request that needs the server, the bucket and the credentials.</summary>
    public async ValueTask ProbeAsync(CancellationToken cancellationToken) =>
        await _bucket.CallAsync(
            (client, token) => client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = _bucket.Name, MaxKeys = 1 }, token), cancellationToken);

    public ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken) =>
        StoreChecks.RunAsync(
            this,
            new StoreAccess<S3RequestException>
            {
                Name = $"the bucket '{_bucket.Name}'",
                Address = _options.Endpoint ?? $"Amazon S3 in {_options.Region ?? "us-east-1"}",
                ToReach = "Start the server, or set Layers:Files:s3:Endpoint to where it is.",
                ToGrant = $"Allow the key s3:GetObject, s3:PutObject, s3:DeleteObject, s3:ListBucket and the tagging of objects in the bucket '{_bucket.Name}'.",
                Also = ("tags", _bucket.TryTaggingAsync),
                Explain = refusal => refusal.Code is "NoSuchBucket" or "AccessDenied"
                    ? Check.Failure(CheckNames.Permissions, refusal.Message, $"Make the bucket '{_bucket.Name}', and allow the key to list it.")
                    : Check.Failure(CheckNames.Credentials, refusal.Message, "Set Layers:Files:s3:AccessKeyId and SecretAccessKey to a key of the server's."),
            },
            checks,
            _time,
            cancellationToken);

    public void Dispose() => _bucket.Dispose();

    private async ValueTask<Stream?> OpenEmptyAsync(string key, long offset, CancellationToken cancellationToken)
    {
        if (await _bucket.FindAsync(key, cancellationToken) is not { } head)
        {
            return null;
        }

        ReadRange.Fit(head.ContentLength, offset, length: 0);
        return Stream.Null;
    }

    // Another program put the object there, so its content is read for once.
    private async Task<string?> ComputeHashAsync(string key, CancellationToken cancellationToken)
    {
        await using var content = await OpenReadAsync(key, 0, length: null, cancellationToken);
        if (content is null)
        {
            return null;
        }

        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
        await _bucket.KeepHashAsync(key, sha256);
        return sha256;
    }

    private static DateTimeOffset Time(DateTime? time) => new(time.GetValueOrDefault().ToUniversalTime());
}
