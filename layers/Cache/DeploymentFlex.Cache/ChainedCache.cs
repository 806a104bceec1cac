using DeploymentFlex.Layers.Chains;

namespace DeploymentFlex.Cache;

/// <summary>The cache of a deployment. Reads and writes alike go to the next provider when one is down: what is lost can be computed again.</summary>
internal sealed class ChainedCache(ProviderChain<ICache> chain) : ICache
{
    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken) =>
        (await chain.WithFallbackAsync(
            static (cache, key, token) => cache.GetAsync(key, token), key, cancellationToken)).GetResultOrThrow();

    public async ValueTask SetAsync(string key, ReadOnlyMemory<byte> value, TimeSpan timeToLive, CancellationToken cancellationToken) =>
        (await chain.WithFallbackAsync(
            static async (cache, entry, token) =>
            {
                await cache.SetAsync(entry.Key, entry.Value, entry.TimeToLive, token);
                return true;
            },
            (Key: key, Value: value, TimeToLive: timeToLive),
            cancellationToken)).GetResultOrThrow();

    public async ValueTask<bool> RemoveAsync(string key, CancellationToken cancellationToken) =>
        (await chain.WithFallbackAsync(
            static (cache, key, token) => cache.RemoveAsync(key, token), key, cancellationToken)).GetResultOrThrow();

    public async ValueTask<long> IncrementAsync(string key, long by, TimeSpan timeToLive, CancellationToken cancellationToken) =>
        (await chain.WithFallbackAsync(
            static (cache, entry, token) => cache.IncrementAsync(entry.Key, entry.By, entry.TimeToLive, token),
            (Key: key, By: by, TimeToLive: timeToLive),
            cancellationToken)).GetResultOrThrow();
}
