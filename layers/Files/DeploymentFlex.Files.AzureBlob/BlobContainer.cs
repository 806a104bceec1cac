using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using DeploymentFlex.Files.Objects;
using DeploymentFlex.Layers.Http;

namespace DeploymentFlex.Files.AzureBlob;

/// <summary>The requests to one container, bounded in time, and what they fail with.</summary>
internal sealed class BlobContainer : IDisposable
{
    private readonly HttpClient _http;
    private readonly StallGuard _guard;
    private readonly BlobContainerClient _partsClient;

    public BlobContainer(AzureBlobOptions options, SocketsHttpHandler handler, TimeProvider time)
    {
        _http = ServerHttp.CreateClient(handler);
        _guard = new StallGuard(options.StallTimeout, time);
        Client = Create(options, retries: 0);
        _partsClient = Create(options, retries: 2);
    }

    public BlobContainerClient Client { get; }

    /// <summary>Asks the account something.</summary>
    /// <exception cref="BlobRequestException">The account refuses it.</exception>
    /// <exception cref="TimeoutException">It does not answer.</exception>
    public Task<TResponse> CallAsync<TResponse>(Func<CancellationToken, Task<TResponse>> call, CancellationToken cancellationToken, int stalls = 1) =>
        TranslateAsync(_guard.RunAsync(call, cancellationToken, stalls));

    /// <summary>Stores a blob at once.</summary>
    public Task PutAsync(string key, ArraySegment<byte> content, BlobUploadOptions options) =>
        TranslateAsync(_guard.SendAsync(
            content, (stream, token) => Client.GetBlockBlobClient(key).UploadAsync(stream, options, token), CancellationToken.None));

    /// <summary>Sends a part, again where need be.</summary>
    public Task StageAsync(
        string key, string block, ArraySegment<byte> part, BlockBlobStageBlockOptions options, CancellationToken cancellationToken) =>
        TranslateAsync(_guard.SendAsync(
            part, (stream, token) => _partsClient.GetBlockBlobClient(key).StageBlockAsync(block, stream, options, token), cancellationToken));

    /// <summary>What is known of a blob, or null when there is none.</summary>
    public async Task<BlobProperties?> FindAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return await CallAsync(async token => (await Client.GetBlobClient(key).GetPropertiesAsync(cancellationToken: token)).Value, cancellationToken);
        }
        catch (BlobRequestException error) when (error.Code is "BlobNotFound")
        {
            return null;
        }
    }

    /// <summary>A body that is being received, watched over.</summary>
    public Stream Watch(BlobDownloadStreamingResult result) => _guard.Watch(result.Content, result);

    public void Dispose() => _http.Dispose();

    private async Task<TResponse> TranslateAsync<TResponse>(Task<TResponse> call)
    {
        try
        {
            return await call;
        }
        catch (RequestFailedException error) when (error.Status != 0)
        {
            throw new BlobRequestException(Client.Name, error);
        }
    }

    // The chain retries and bounds calls in time, so the SDK does neither; the parts of a large file aside.
    private BlobContainerClient Create(AzureBlobOptions options, int retries)
    {
        var client = new BlobClientOptions { Transport = new HttpClientTransport(_http) };
        client.Retry.MaxRetries = retries;
        client.Retry.Mode = RetryMode.Exponential;
        client.Retry.NetworkTimeout = Timeout.InfiniteTimeSpan;
        client.Diagnostics.IsTelemetryEnabled = false;
        var service = options.Account is { } account
            ? new BlobServiceClient(account, new DefaultAzureCredential(), client)
            : new BlobServiceClient(options.ConnectionString, client);
        return service.GetBlobContainerClient(options.Container);
    }
}
