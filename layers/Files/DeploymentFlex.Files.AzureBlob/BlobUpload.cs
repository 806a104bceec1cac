using System.Globalization;
using System.Text;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using DeploymentFlex.Files.Objects;

namespace DeploymentFlex.Files.AzureBlob;

/// <summary>
/// One file on its way into a container. Parts are blocks, with names of this writer's own; those that are never joined
/// are seen by nobody, and the account drops them after a week.
/// </summary>
internal sealed class BlobUpload(BlobContainer container, string key) : IObjectUpload
{
    /// <summary>The metadata with the content's hash.</summary>
    public const string Sha256 = "sha256";

    // The account may have much to do before it answers with the joined file.
    private const int StallsToCommit = 6;

    private readonly Guid _writer = Guid.CreateVersion7();

    private static BlobRequestConditions IfFree => new() { IfNoneMatch = ETag.All };

    private static BlobHttpHeaders Headers => new() { ContentType = "application/octet-stream" };

    // The account compares it with what it received.
    private static UploadTransferValidationOptions Checksum => new() { ChecksumAlgorithm = StorageChecksumAlgorithm.MD5 };

    public Task PutAsync(ArraySegment<byte> content, string sha256) => OnceAsync(container.PutAsync(key, content, new BlobUploadOptions
    {
        Conditions = IfFree,
        HttpHeaders = Headers,
        Metadata = Metadata(sha256),
        TransferOptions = new StorageTransferOptions { InitialTransferSize = ObjectWriter.MaxPutBytes },
        TransferValidation = Checksum,
    }));

    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (await container.FindAsync(key, cancellationToken) is not null)
        {
            throw new FileExistsException(key);
        }
    }

    public Task StageAsync(int number, ArraySegment<byte> part, CancellationToken cancellationToken) =>
        container.StageAsync(key, Block(number), part, new BlockBlobStageBlockOptions { TransferValidation = Checksum }, cancellationToken);

    public Task CommitAsync(int parts, string sha256)
    {
        var options = new CommitBlockListOptions { Conditions = IfFree, HttpHeaders = Headers, Metadata = Metadata(sha256) };
        var blob = container.Client.GetBlockBlobClient(key);
        return OnceAsync(container.CallAsync(
            token => blob.CommitBlockListAsync(Enumerable.Range(1, parts).Select(Block), options, token), CancellationToken.None, StallsToCommit));
    }

    public Task AbortAsync() => Task.CompletedTask;

    private async Task OnceAsync(Task write)
    {
        try
        {
            await write;
        }
        catch (BlobRequestException error) when (error.Code is "BlobAlreadyExists" or "ConditionNotMet" or "UnauthorizedBlobOverwrite")
        {
            throw new FileExistsException($"There is already a file under the key '{key}'.", error);
        }
    }

    // All names of a blob's blocks have one length.
    private string Block(int number) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{_writer:N}{number:D6}")));

    private static Dictionary<string, string> Metadata(string sha256) => new(StringComparer.Ordinal) { [Sha256] = sha256 };
}
