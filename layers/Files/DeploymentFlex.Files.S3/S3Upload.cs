using System.Collections.Concurrent;
using Amazon.S3.Model;
using DeploymentFlex.Files.Objects;

namespace DeploymentFlex.Files.S3;

/// <summary>
/// One file on its way into a bucket. A server that joins parts may write over a key that is there, whatever the
/// condition (Ceph 16 does), so the key is claimed first, by a small object that readers take for none.
/// </summary>
internal sealed class S3Upload(S3Bucket bucket, string key) : IObjectUpload
{
    // A server may have much to do before it answers with the joined file.
    private const int StallsToCommit = 6;

    private readonly ConcurrentDictionary<int, string> _tags = new();
    private string? _id;
    private bool _isClaimed;

    public Task PutAsync(ArraySegment<byte> content, string sha256) => bucket.PutOnceAsync(key, content, S3Bucket.Sha256, sha256);

    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (await bucket.FindAsync(key, cancellationToken) is not null)
        {
            throw new FileExistsException(key);
        }

        var request = new InitiateMultipartUploadRequest { BucketName = bucket.Name, Key = key, ContentType = S3Bucket.ContentType };
        var response = await bucket.CallAsync((client, token) => client.InitiateMultipartUploadAsync(request, token), cancellationToken);
        _id = response.UploadId;
    }

    public async Task StageAsync(int number, ArraySegment<byte> part, CancellationToken cancellationToken)
    {
        var request = new UploadPartRequest
        {
            BucketName = bucket.Name,
            Key = key,
            UploadId = _id,
            PartNumber = number,
            PartSize = part.Count,
            UseChunkEncoding = false,
        };
        _tags[number] = await bucket.SendPartAsync(request, part, cancellationToken);
    }

    public async Task CommitAsync(int parts, string sha256)
    {
        await bucket.ClaimAsync(key);
        _isClaimed = true;
        var request = new CompleteMultipartUploadRequest
        {
            BucketName = bucket.Name,
            Key = key,
            UploadId = _id,
            PartETags = [.. _tags.OrderBy(static tag => tag.Key).Select(static tag => new PartETag(tag.Key, tag.Value))],
        };
        await bucket.CallAsync(
            (client, token) => client.CompleteMultipartUploadAsync(request, token), CancellationToken.None, StallsToCommit);
        (_id, _isClaimed) = (null, false);
        await bucket.KeepHashAsync(key, sha256);
    }

    public async Task AbortAsync()
    {
        if (_id is not null)
        {
            var request = new AbortMultipartUploadRequest { BucketName = bucket.Name, Key = key, UploadId = _id };
            await bucket.TryAsync((client, token) => client.AbortMultipartUploadAsync(request, token));
        }

        if (_isClaimed)
        {
            await bucket.TryAsync((client, token) => client.DeleteObjectAsync(bucket.Name, key, token));
        }
    }
}
