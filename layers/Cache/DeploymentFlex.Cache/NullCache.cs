namespace DeploymentFlex.Cache;

/// <summary>Keeps nothing: every read misses, each counter is at its first increment, and each bucket is full.</summary>
public sealed class NullCache : ICache
{
    public ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken) => new((ReadOnlyMemory<byte>?)null);

    public ValueTask SetAsync(string key, ReadOnlyMemory<byte> value, TimeSpan timeToLive, CancellationToken cancellationToken) => default;

    public ValueTask<bool> RemoveAsync(string key, CancellationToken cancellationToken) => new(false);

    public ValueTask<long> IncrementAsync(string key, long by, TimeSpan timeToLive, CancellationToken cancellationToken) => new(by);

    public ValueTask<TokenGrant> TakeAsync(string key, TokenBucket bucket, CancellationToken cancellationToken) =>
        new(bucket.Take(bucket.Capacity, TimeSpan.Zero));

    public ValueTask InvalidateAsync(CancellationToken cancellationToken) => default;
}
