using DeploymentFlex.Files;

namespace DeploymentFlex.Services.Tests.Evidence;

/// <summary>A store whose next calls can be made to fail.</summary>
internal sealed class FaultyFiles(IFileStore inner) : IFileStore
{
    public bool FailsToWrite { get; set; }

    public bool FailsToDelete { get; set; }

    public ValueTask<StoredFile> WriteAsync(string key, Stream content, long? expectedLength, CancellationToken cancellationToken) =>
        FailsToWrite ? throw new IOException("The disk is gone.") : inner.WriteAsync(key, content, expectedLength, cancellationToken);

    public ValueTask<StoredFile?> FindAsync(string key, CancellationToken cancellationToken) => inner.FindAsync(key, cancellationToken);

    public ValueTask<Stream?> OpenReadAsync(string key, long offset, long? length, CancellationToken cancellationToken) =>
        inner.OpenReadAsync(key, offset, length, cancellationToken);

    public ValueTask<bool> DeleteAsync(string key, CancellationToken cancellationToken) =>
        FailsToDelete ? throw new IOException("The disk is gone.") : inner.DeleteAsync(key, cancellationToken);

    public ValueTask<FilePage> ListAsync(string? prefix, string? cursor, int limit, CancellationToken cancellationToken) =>
        inner.ListAsync(prefix, cursor, limit, cancellationToken);
}
