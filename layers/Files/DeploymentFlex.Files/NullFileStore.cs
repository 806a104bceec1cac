using System.Security.Cryptography;

namespace DeploymentFlex.Files;

/// <summary>Reads what it is given to its end, and keeps nothing: for tests and for deployments that want no files.</summary>
public sealed class NullFileStore(TimeProvider time) : IFileStore
{
    public async ValueTask<StoredFile> WriteAsync(string key, Stream content, long? expectedLength, CancellationToken cancellationToken)
    {
        FileKey.Check(key);
        ArgumentNullException.ThrowIfNull(content);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, size) = (new byte[64 * 1024], 0L);
        while (await content.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            size += read;
        }

        return expectedLength is { } expected && expected != size
            ? throw new FileLengthException(expected, size)
            : new StoredFile(key, size, Convert.ToHexStringLower(hash.GetHashAndReset()), time.GetUtcNow());
    }

    public ValueTask<StoredFile?> FindAsync(string key, CancellationToken cancellationToken) => default;

    public ValueTask<Stream?> OpenReadAsync(string key, long offset, long? length, CancellationToken cancellationToken) => default;

    public ValueTask<bool> DeleteAsync(string key, CancellationToken cancellationToken) => default;

    public ValueTask<FilePage> ListAsync(string? prefix, string? cursor, int limit, CancellationToken cancellationToken) => new(new FilePage([], Cursor: null));
}
