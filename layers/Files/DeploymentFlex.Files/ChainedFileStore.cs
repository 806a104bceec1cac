using System.Runtime.ExceptionServices;
using DeploymentFlex.Files.Spooling;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Chains;

namespace DeploymentFlex.Files;

/// <summary>
/// Files through the chain: writes and deletes go to the primary or nowhere, reads to the first provider that is
/// able to answer. A fallback without the file proves nothing, so then the file is not available rather than absent.
/// Where the deployment declares a spool, what the primary can't take waits there, and is sent before it comes back.
/// </summary>
internal sealed class ChainedFileStore : IFileStore, IFileLinks, IAsyncDisposable
{
    private const string SpoolName = "spool";

    private readonly ProviderChain<IFileStore> _chain;

    public ChainedFileStore(ProviderChain<IFileStore> chain, FileSpool? spool)
    {
        _chain = chain;
        Spool = spool;
        if (spool is not null)
        {
            chain.StandIn = SpoolName;
            chain.Reconcile = async token => await SendSpooledAsync(withRefused: false, token);
            chain.Waiting = () => spool.Waiting;
        }
    }

    /// <summary>Null where the deployment declares none.</summary>
    public FileSpool? Spool { get; }

    /// <summary>Sends what waits to the primary, whatever its circuit says, and returns how many files got there.</summary>
    /// <param name="withRefused">Whether those are tried again that were refused.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<int> SendSpooledAsync(bool withRefused, CancellationToken cancellationToken) =>
        Spool is null ? 0 : await Spool.SendAsync(_chain.Primary, withRefused, cancellationToken);

    public async ValueTask<StoredFile> WriteAsync(
        string key, Stream content, long? expectedLength, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (Spool?.Find(key) is not null)
        {
            throw new FileExistsException(key);
        }

        await using var source = new SourceStream(content, canRewind: Spool is not null);
        var write = new SourcedWrite(key, source, expectedLength, cancellationToken);
        var outcome = await _chain.OnPrimaryAsync(
            static (store, write, attempt) => write.RunAsync(store, attempt), write, cancellationToken, CallKind.Streaming);
        if (outcome.Failure is null)
        {
            return outcome.GetResultOrThrow();
        }

        try
        {
            return await write.EndAsync(outcome.Failure);
        }
        catch (LayerUnavailableException error) when (Spool is not null && source.TryRewind())
        {
            return await SpoolAsync(Spool, key, source, expectedLength, error, cancellationToken);
        }
    }

    public async ValueTask<StoredFile?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (Spool?.Find(key) is { } waiting)
        {
            Degradation.Note(_chain.DisplayName, SpoolName);
            return waiting.ToStored();
        }

        return Found(await _chain.WithFallbackAsync(
            static (store, key, attempt) => store.FindAsync(key, attempt), key, cancellationToken));
    }

    public async ValueTask<Stream?> OpenReadAsync(string key, long offset, long? length, CancellationToken cancellationToken)
    {
        if (Spool?.Find(key) is not null && await Spool.OpenReadAsync(key, offset, length, cancellationToken) is { } waiting)
        {
            Degradation.Note(_chain.DisplayName, SpoolName);
            return waiting;
        }

        return Found(await _chain.WithFallbackAsync(
            static (store, range, attempt) => store.OpenReadAsync(range.key, range.offset, range.length, attempt),
            (key, offset, length),
            cancellationToken));
    }

    public async ValueTask<bool> DeleteAsync(string key, CancellationToken cancellationToken)
    {
        if (Spool is not null && await Spool.RemoveAsync(key))
        {
            return true;
        }

        var outcome = await _chain.OnPrimaryAsync(
            static (store, key, attempt) => store.DeleteAsync(key, attempt), key, cancellationToken);
        return outcome.GetResultOrThrow();
    }

    public async ValueTask<FilePage> ListAsync(string? prefix, string? cursor, int limit, CancellationToken cancellationToken)
    {
        var outcome = await _chain.WithFallbackAsync(
            static (store, page, attempt) => store.ListAsync(page.prefix, page.cursor, page.limit, attempt),
            (prefix, cursor, limit),
            cancellationToken);
        return outcome.GetResultOrThrow();
    }

    public async ValueTask<Uri?> LinkToReadAsync(string key, TimeSpan validFor, CancellationToken cancellationToken)
    {
        if (Spool?.Find(key) is not null)
        {
            return null;
        }

        var outcome = await _chain.OnPrimaryAsync(
            static (store, link, attempt) => store is IFileLinks links ? links.LinkToReadAsync(link.key, link.validFor, attempt) : default,
            (key, validFor),
            cancellationToken);
        return outcome.GetResultOrThrow();
    }

    public ValueTask DisposeAsync() => Spool?.DisposeAsync() ?? default;

    private async Task<StoredFile> SpoolAsync(
        FileSpool spool, string key, SourceStream source, long? expectedLength, LayerUnavailableException cause, CancellationToken cancellationToken)
    {
        try
        {
            var stored = await spool.WriteAsync(key, source, expectedLength, cancellationToken);
            Degradation.Note(_chain.DisplayName, SpoolName);
            return stored;
        }
        catch (Exception) when (source.Failure is not null)
        {
            ExceptionDispatchInfo.Throw(source.Failure);
            throw;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or LayerUnavailableException)
        {
            throw new LayerUnavailableException(
                _chain.Layer, $"{cause.Message} Nor could the file be spooled: {error.Message}", cause.RetryAfter, error);
        }
    }

    private TResult? Found<TResult>(ChainOutcome<TResult?> outcome)
        where TResult : class
    {
        var result = outcome.GetResultOrThrow();
        return result is null && outcome.IsFallback
            ? throw new LayerUnavailableException(
                _chain.Layer,
                $"The layer {_chain.DisplayName} is not available: {_chain.Links[0].Name} did not answer, and {outcome.Provider} does not hold the file.",
                _chain.Options.Circuit.ProbeInterval)
            : result;
    }
}
