using DeploymentFlex.Files;
using DeploymentFlex.Layers.Providers;

namespace DeploymentFlex.Layers.Tests.Files;

/// <summary>A store that signs links, and is away when a test says so.</summary>
internal sealed class SwitchableFileStore(IFileStore inner) : IFileStore, IFileLinks, IProbed
{
    private volatile bool _isDown;

    public bool IsDown
    {
        get => _isDown;
        set => _isDown = value;
    }

    /// <summary>Whether a write reads its content before it finds the store away.</summary>
    public bool ReadsFirst { get; set; }

    private IFileStore Inner => IsDown ? throw new IOException("away") : inner;

    public async ValueTask<StoredFile> WriteAsync(string key, Stream content, long? expectedLength, CancellationToken cancellationToken)
    {
        if (IsDown && ReadsFirst)
        {
            await content.CopyToAsync(Stream.Null, cancellationToken);
        }

        return await Inner.WriteAsync(key, content, expectedLength, cancellationToken);
    }

    public ValueTask<StoredFile?> FindAsync(string key, CancellationToken cancellationToken) => Inner.FindAsync(key, cancellationToken);

    public ValueTask<Stream?> OpenReadAsync(string key, long offset, long? length, CancellationToken cancellationToken) =>
        Inner.OpenReadAsync(key, offset, length, cancellationToken);

    public ValueTask<bool> DeleteAsync(string key, CancellationToken cancellationToken) => Inner.DeleteAsync(key, cancellationToken);

    public ValueTask<FilePage> ListAsync(string? prefix, string? cursor, int limit, CancellationToken cancellationToken) =>
        Inner.ListAsync(prefix, cursor, limit, cancellationToken);

    public ValueTask<Uri?> LinkToReadAsync(string key, TimeSpan validFor, CancellationToken cancellationToken) =>
        IsDown ? throw new IOException("away") : new ValueTask<Uri?>(new Uri($"https://signed.test/{key}?for={validFor.TotalSeconds}"));

    public ValueTask ProbeAsync(CancellationToken cancellationToken) =>
        IsDown ? ValueTask.FromException(new IOException("away")) : ValueTask.CompletedTask;
}
