using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;
using DeploymentFlex.Files.Objects;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Http;
using DeploymentFlex.Layers.Providers;

namespace DeploymentFlex.Files.AzureBlob;

/// <summary>Files as blobs of a container, under their own keys. The content's SHA-256 is in the blob's metadata.</summary>
public sealed class AzureBlobFileStore : IFileStore, IFileLinks, IProbed, IChecked, IDisposable
{
    // What Azure answers at most.
    private const int MaxPage = 5_000;

    private static readonly TimeSpan s_longestLink = TimeSpan.FromDays(7);

    private readonly BlobContainer _container;
    private readonly TimeProvider _time;

    /// <param name="options">The container, validated.</param>
    /// <param name="handler">The connections, as <see cref="ServerHttp"/> makes them; disposed of with the store.</param>
    /// <param name="time">The clock.</param>
    public AzureBlobFileStore(AzureBlobOptions options, SocketsHttpHandler handler, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _container = new BlobContainer(options, handler, time);
        _time = time;
    }

    public async ValueTask<StoredFile> WriteAsync(string key, Stream content, long? expectedLength, CancellationToken cancellationToken)
    {
        FileKey.Check(key);
        ArgumentNullException.ThrowIfNull(content);
        var (size, sha256) = await ObjectWriter.RunAsync(new BlobUpload(_container, key), content, expectedLength, cancellationToken);
        return new StoredFile(key, size, sha256, _time.GetUtcNow());
    }

    public async ValueTask<StoredFile?> FindAsync(string key, CancellationToken cancellationToken)
    {
        FileKey.Check(key);
        if (await _container.FindAsync(key, cancellationToken) is not { } blob)
        {
            return null;
        }

        var sha256 = HashIn(blob.Metadata) ?? await ComputeHashAsync(key, blob, cancellationToken);
        return sha256 is null ? null : new StoredFile(key, blob.ContentLength, sha256, blob.LastModified);
    }

    public async ValueTask<Stream?> OpenReadAsync(string key, long offset, long? length, CancellationToken cancellationToken)
    {
        FileKey.Check(key);
        ReadRange.Check(offset, length);
        if (length == 0)
        {
            return await OpenEmptyAsync(key, offset, cancellationToken);
        }

        var options = new BlobDownloadOptions { Range = offset > 0 || length is not null ? new HttpRange(offset, length) : default };
        try
        {
            var blob = _container.Client.GetBlobClient(key);
            return _container.Watch(await _container.CallAsync(
                async token => (await blob.DownloadStreamingAsync(options, token)).Value, cancellationToken));
        }
        catch (BlobRequestException error) when (error.Code is "BlobNotFound")
        {
            return null;
        }
        catch (BlobRequestException error) when (error.Code is "InvalidRange")
        {
            return await OpenEmptyAsync(key, offset, cancellationToken);
        }
    }

    public async ValueTask<bool> DeleteAsync(string key, CancellationToken cancellationToken)
    {
        FileKey.Check(key);
        var response = await _container.CallAsync(
            token => _container.Client.GetBlobClient(key).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: token), cancellationToken);
        return response.Value;
    }

    public async ValueTask<FilePage> ListAsync(string? prefix, string? cursor, int limit, CancellationToken cancellationToken)
    {
        FileKey.CheckPrefix(prefix ?? string.Empty);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var page = await _container.CallAsync(
            async token =>
            {
                var pages = _container.Client.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, prefix, token);
                await foreach (var page in pages.AsPages(cursor, Math.Min(limit, MaxPage)))
                {
                    return page;
                }

                return null;
            },
            cancellationToken);
        var files = (page?.Values ?? []).Select(static blob => new StoredFile(
            blob.Name, blob.Properties.ContentLength ?? 0, HashIn(blob.Metadata), blob.Properties.LastModified ?? default));
        return new FilePage([.. files], page?.ContinuationToken is { Length: > 0 } next ? next : null);
    }

    public ValueTask<Uri?> LinkToReadAsync(string key, TimeSpan validFor, CancellationToken cancellationToken)
    {
        FileKey.Check(key);
        ArgumentOutOfRangeException.ThrowIfLessThan(validFor, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(validFor, s_longestLink);
        var blob = _container.Client.GetBlobClient(key);
        return new ValueTask<Uri?>(
            blob.CanGenerateSasUri ? blob.GenerateSasUri(BlobSasPermissions.Read, _time.GetUtcNow() + validFor) : null);
    }

    /// <summary>Lists a key: the cheapest request that needs the account, the container and the credentials.</summary>
    public async ValueTask ProbeAsync(CancellationToken cancellationToken) => await ListAsync(prefix: null, cursor: null, limit: 1, cancellationToken);

    public ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken) =>
        StoreChecks.RunAsync(
            this,
            new StoreAccess<BlobRequestException>
            {
                Name = $"the container '{_container.Client.Name}'",
                Address = _container.Client.Uri.GetLeftPart(UriPartial.Authority),
                ToReach = "Set Layers:Files:azure-blob:ConnectionString to the account's address, and let this machine connect to it.",
                ToGrant = "Give this identity the role Storage Blob Data Contributor on the container.",
                Explain = refusal => refusal.Code is "AuthenticationFailed" or "AuthorizationFailure" or "InvalidAuthenticationInfo"
                    ? Check.Failure(CheckNames.Credentials, refusal.Message, "Set Layers:Files:azure-blob:ConnectionString to one with a key of the account's.")
                    : Check.Failure(
                        CheckNames.Permissions,
                        refusal.Message,
                        $"Make the container '{_container.Client.Name}', and give this identity the role Storage Blob Data Contributor on it."),
            },
            checks,
            _time,
            cancellationToken);

    public void Dispose() => _container.Dispose();

    private async ValueTask<Stream?> OpenEmptyAsync(string key, long offset, CancellationToken cancellationToken)
    {
        if (await _container.FindAsync(key, cancellationToken) is not { } blob)
        {
            return null;
        }

        ReadRange.Fit(blob.ContentLength, offset, length: 0);
        return Stream.Null;
    }

    // Another program put the blob there, so its content is read for once.
    private async Task<string?> ComputeHashAsync(string key, BlobProperties blob, CancellationToken cancellationToken)
    {
        await using var content = await OpenReadAsync(key, 0, length: null, cancellationToken);
        if (content is null)
        {
            return null;
        }

        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
        var metadata = new Dictionary<string, string>(blob.Metadata, StringComparer.OrdinalIgnoreCase) { [BlobUpload.Sha256] = sha256 };
        await _container.CallAsync(
            token => _container.Client.GetBlobClient(key).SetMetadataAsync(metadata, new BlobRequestConditions { IfMatch = blob.ETag }, token), cancellationToken);
        return sha256;
    }

    private static string? HashIn(IDictionary<string, string>? metadata) =>
        metadata is not null && metadata.TryGetValue(BlobUpload.Sha256, out var sha256) ? sha256 : null;
}
