using DeploymentFlex.Files;

namespace DeploymentFlex.Layers.Tests.Files;

/// <summary>A store that is not there, but for what a test says.</summary>
internal sealed class ScriptedFileStore : IFileStore
{
    /// <summary>What a write does.</summary>
    public Func<Stream, CancellationToken, Task<StoredFile>> Write { get; set; } = static (_, _) => throw Down();

    public async ValueTask<StoredFile> WriteAsync(string key, Stream content, long? expectedLength, CancellationToken cancellationToken) =>
        await Write(content, cancellationToken);

    public ValueTask<StoredFile?> FindAsync(string key, CancellationToken cancellationToken) => throw Down();

    public ValueTask<Stream?> OpenReadAsync(string key, long offset, long? length, CancellationToken cancellationToken) => throw Down();

    public ValueTask<bool> DeleteAsync(string key, CancellationToken cancellationToken) => throw Down();

    public ValueTask<FilePage> ListAsync(string? prefix, string? cursor, int limit, CancellationToken cancellationToken) => throw Down();

    private static IOException Down() => new("down");
}
