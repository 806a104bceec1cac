using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Chains;

namespace DeploymentFlex.Files;

/// <summary>
/// Files through the chain: writes and deletes go to the primary or nowhere, reads to the first provider that is
/// able to answer. A fallback without the file proves nothing, so then the file is not available rather than absent.
/// </summary>
internal sealed class ChainedFileStore(ProviderChain<IFileStore> chain) : IFileStore
{
    public async ValueTask<StoredFile> WriteAsync(
        string key, Stream content, long? expectedLength, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        await using var source = new SourceStream(content);
        var write = new SourcedWrite(key, source, expectedLength, cancellationToken);
        var outcome = await chain.OnPrimaryAsync(
            static (store, write, attempt) => write.RunAsync(store, attempt), write, cancellationToken, CallKind.Streaming);
        return outcome.Failure is null ? outcome.GetResultOrThrow() : await write.EndAsync(outcome.Failure);
    }

    public async ValueTask<StoredFile?> FindAsync(string key, CancellationToken cancellationToken) =>
        Found(await chain.WithFallbackAsync(
            static (store, key, attempt) => store.FindAsync(key, attempt), key, cancellationToken));

    public async ValueTask<Stream?> OpenReadAsync(string key, long offset, long? length, CancellationToken cancellationToken) =>
        Found(await chain.WithFallbackAsync(
            static (store, range, attempt) => store.OpenReadAsync(range.key, range.offset, range.length, attempt),
            (key, offset, length),
            cancellationToken));

    public async ValueTask<bool> DeleteAsync(string key, CancellationToken cancellationToken)
    {
        var outcome = await chain.OnPrimaryAsync(
            static (store, key, attempt) => store.DeleteAsync(key, attempt), key, cancellationToken);
        return outcome.GetResultOrThrow();
    }

    public async ValueTask<FilePage> ListAsync(string? prefix, string? cursor, int limit, CancellationToken cancellationToken)
    {
        var outcome = await chain.WithFallbackAsync(
            static (store, page, attempt) => store.ListAsync(page.prefix, page.cursor, page.limit, attempt),
            (prefix, cursor, limit),
            cancellationToken);
        return outcome.GetResultOrThrow();
    }

    private TResult? Found<TResult>(ChainOutcome<TResult?> outcome)
        where TResult : class
    {
        var result = outcome.GetResultOrThrow();
        return result is null && outcome.IsFallback
            ? throw new LayerUnavailableException(
                chain.Layer,
                $"The layer {chain.DisplayName} is not available: {chain.Links[0].Name} did not answer, and {outcome.Provider} does not hold the file.",
                chain.Options.Circuit.ProbeInterval)
            : result;
    }
}
