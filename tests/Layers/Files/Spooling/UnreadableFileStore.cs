using DeploymentFlex.Files;

namespace DeploymentFlex.Layers.Tests.Files.Spooling;

/// <summary>A store on a disk that does not give out one file.</summary>
internal sealed class UnreadableFileStore(IFileStore inner) : IFileStore
{
    /// <summary>The file; null for none.</summary>
    public string? Key { get; set; }

    /// <summary>Whether it is opened before it fails.</summary>
    public bool Opens { get; init; }

    public async ValueTask<Stream?> OpenReadAsync(string key, long offset, long? length, CancellationToken cancellationToken)
    {
        if (key != Key)
        {
            return await inner.OpenReadAsync(key, offset, length, cancellationToken);
        }

        return Opens ? new BrokenStream() : throw new UnauthorizedAccessException("no right to read it");
    }

    public ValueTask<StoredFile> WriteAsync(string key, Stream content, long? expectedLength, CancellationToken cancellationToken) =>
        inner.WriteAsync(key, content, expectedLength, cancellationToken);

    public ValueTask<StoredFile?> FindAsync(string key, CancellationToken cancellationToken) => inner.FindAsync(key, cancellationToken);

    public ValueTask<bool> DeleteAsync(string key, CancellationToken cancellationToken) => inner.DeleteAsync(key, cancellationToken);

    public ValueTask<FilePage> ListAsync(string? prefix, string? cursor, int limit, CancellationToken cancellationToken) =>
        inner.ListAsync(prefix, cursor, limit, cancellationToken);

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("Input/output error");
    }
}
