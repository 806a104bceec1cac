using DeploymentFlex.Layers.Chains;

namespace DeploymentFlex.Cache;

/// <summary>
/// The cache of a deployment. Reads and writes alike go to the next provider when one is down: what is lost can be
/// computed again. A key that was written meanwhile stays with the fallback until the primary has let go of its older
/// value, so that nothing old comes back to life.
/// </summary>
internal sealed class ChainedCache : ICache
{
    // Beyond this the primary gives up all that it holds: naming more keys would cost more than computing them again.
    private const int StaleLimit = 10_000;

    private readonly ProviderChain<ICache> _chain;
    private readonly StaleKeys _stale = new(StaleLimit);

    public ChainedCache(ProviderChain<ICache> chain)
    {
        _chain = chain;
        chain.Reconcile = ReconcileAsync;
    }

    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken) =>
        (await CallAsync(static (cache, key, token) => cache.GetAsync(key, token), key, key, cancellationToken)).GetResultOrThrow();

    public ValueTask<bool> RemoveAsync(string key, CancellationToken cancellationToken) =>
        WriteAsync(static (cache, key, token) => cache.RemoveAsync(key, token), key, key, cancellationToken);

    public ValueTask<long> IncrementAsync(string key, long by, TimeSpan timeToLive, CancellationToken cancellationToken) =>
        WriteAsync(
            static (cache, entry, token) => cache.IncrementAsync(entry.Key, entry.By, entry.TimeToLive, token),
            (Key: key, By: by, TimeToLive: timeToLive),
            key,
            cancellationToken);

    public async ValueTask SetAsync(string key, ReadOnlyMemory<byte> value, TimeSpan timeToLive, CancellationToken cancellationToken) =>
        await WriteAsync(
            static async (cache, entry, token) =>
            {
                await cache.SetAsync(entry.Key, entry.Value, entry.TimeToLive, token);
                return true;
            },
            (Key: key, Value: value, TimeToLive: timeToLive),
            key,
            cancellationToken);

    public async ValueTask InvalidateAsync(CancellationToken cancellationToken)
    {
        var outcome = await _chain.OnPrimaryAsync(
            static async (cache, _, token) =>
            {
                await cache.InvalidateAsync(token);
                return true;
            },
            0,
            cancellationToken);
        outcome.GetResultOrThrow();
        await InvalidateFallbacksAsync(cancellationToken);
    }

    private async ValueTask<TResult> WriteAsync<TState, TResult>(
        Func<ICache, TState, CancellationToken, ValueTask<TResult>> call, TState state, string key, CancellationToken cancellationToken)
    {
        var outcome = await CallAsync(call, state, key, cancellationToken);
        if (outcome.IsFallback)
        {
            _stale.Add(key);
        }

        return outcome.GetResultOrThrow();
    }

    private ValueTask<ChainOutcome<TResult>> CallAsync<TState, TResult>(
        Func<ICache, TState, CancellationToken, ValueTask<TResult>> call, TState state, string key, CancellationToken cancellationToken) =>
        _stale.Contains(key)
            ? _chain.OnFallbackAsync(call, state, cancellationToken)
            : _chain.WithFallbackAsync(call, state, cancellationToken);

    /// <summary>The primary forgets first; then keys are asked of it again; then the fallbacks forget, for the next time.</summary>
    private async ValueTask ReconcileAsync(CancellationToken cancellationToken)
    {
        if (!_stale.Any)
        {
            return;
        }

        if (_stale.ToArray() is not { } keys)
        {
            await _chain.Primary.InvalidateAsync(cancellationToken);
            _stale.Clear();
            await InvalidateFallbacksAsync(cancellationToken);
            return;
        }

        foreach (var key in keys)
        {
            await _chain.Primary.RemoveAsync(key, cancellationToken);
            _stale.Remove(key);
            await Task.WhenAll(_chain.Fallbacks.Select(cache => cache.RemoveAsync(key, cancellationToken).AsTask()));
        }
    }

    private Task InvalidateFallbacksAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_chain.Fallbacks.Select(cache => cache.InvalidateAsync(cancellationToken).AsTask()));
}
