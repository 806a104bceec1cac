using DeploymentFlex.Layers.Chains;

namespace DeploymentFlex.Cache;

/// <summary>
/// The cache of a deployment. Reads and writes alike go to the next provider when one is down: what is lost can be
/// computed again. A primary that missed a write is passed over until all that it holds was made unreachable, so that
/// nothing old comes back to life, also not by a write that was given up and reaches it late.
/// </summary>
internal sealed class ChainedCache : ICache
{
    private readonly ProviderChain<ICache> _chain;
    private volatile int _reconciled;

    public ChainedCache(ProviderChain<ICache> chain)
    {
        _chain = chain;
        chain.Reconcile = ReconcileAsync;
    }

    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken) =>
        (await CallAsync(static (cache, key, token) => cache.GetAsync(key, token), key, cancellationToken)).GetResultOrThrow();

    public ValueTask<bool> RemoveAsync(string key, CancellationToken cancellationToken) =>
        WriteAsync(static (cache, key, token) => cache.RemoveAsync(key, token), key, cancellationToken);

    public ValueTask<long> IncrementAsync(string key, long by, TimeSpan timeToLive, CancellationToken cancellationToken) =>
        WriteAsync(
            static (cache, entry, token) => cache.IncrementAsync(entry.Key, entry.By, entry.TimeToLive, token),
            (Key: key, By: by, TimeToLive: timeToLive),
            cancellationToken);

    public async ValueTask SetAsync(string key, ReadOnlyMemory<byte> value, TimeSpan timeToLive, CancellationToken cancellationToken) =>
        await WriteAsync(
            static async (cache, entry, token) =>
            {
                await cache.SetAsync(entry.Key, entry.Value, entry.TimeToLive, token);
                return true;
            },
            (Key: key, Value: value, TimeToLive: timeToLive),
            cancellationToken);

    // No write that a returning primary could have missed: a bucket that it knows as fuller than it was fills up anyway.
    public async ValueTask<TokenGrant> TakeAsync(string key, TokenBucket bucket, CancellationToken cancellationToken) =>
        (await CallAsync(static (cache, take, token) => cache.TakeAsync(take.Key, take.Bucket, token), (Key: key, Bucket: bucket), cancellationToken))
            .GetResultOrThrow();

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
        Func<ICache, TState, CancellationToken, ValueTask<TResult>> call, TState state, CancellationToken cancellationToken)
    {
        var reconciled = _reconciled;
        var outcome = await CallAsync(call, state, cancellationToken);
        if (outcome.IsFallback && reconciled == _reconciled)
        {
            _chain.IsPrimaryStale = true;
        }

        return outcome.GetResultOrThrow();
    }

    private ValueTask<ChainOutcome<TResult>> CallAsync<TState, TResult>(
        Func<ICache, TState, CancellationToken, ValueTask<TResult>> call, TState state, CancellationToken cancellationToken) =>
        _chain.IsPrimaryStale
            ? _chain.OnFallbackAsync(call, state, cancellationToken)
            : _chain.WithFallbackAsync(call, state, cancellationToken);

    /// <summary>The primary forgets first; then it is asked again; then the fallbacks forget, for the next time.</summary>
    private async ValueTask ReconcileAsync(CancellationToken cancellationToken)
    {
        if (!_chain.IsPrimaryStale)
        {
            return;
        }

        await _chain.Primary.InvalidateAsync(cancellationToken);
        _reconciled++;
        _chain.IsPrimaryStale = false;
        await InvalidateFallbacksAsync(cancellationToken);
    }

    private Task InvalidateFallbacksAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_chain.Fallbacks.Select(cache => cache.InvalidateAsync(cancellationToken).AsTask()));
}
