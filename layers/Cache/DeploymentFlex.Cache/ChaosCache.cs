using DeploymentFlex.Layers.Chaos;

namespace DeploymentFlex.Cache;

/// <summary>A cache that fails, stalls and delays as its settings ask: shows what a chain does about it.</summary>
public sealed class ChaosCache(ICache inner, ChaosFaults faults) : ICache
{
    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken)
    {
        await faults.BeforeCallAsync(cancellationToken);
        return await inner.GetAsync(key, cancellationToken);
    }

    public async ValueTask SetAsync(string key, ReadOnlyMemory<byte> value, TimeSpan timeToLive, CancellationToken cancellationToken)
    {
        await faults.BeforeCallAsync(cancellationToken);
        await inner.SetAsync(key, value, timeToLive, cancellationToken);
    }

    public async ValueTask<bool> RemoveAsync(string key, CancellationToken cancellationToken)
    {
        await faults.BeforeCallAsync(cancellationToken);
        return await inner.RemoveAsync(key, cancellationToken);
    }

    public async ValueTask<long> IncrementAsync(string key, long by, TimeSpan timeToLive, CancellationToken cancellationToken)
    {
        await faults.BeforeCallAsync(cancellationToken);
        return await inner.IncrementAsync(key, by, timeToLive, cancellationToken);
    }

    public async ValueTask<TokenGrant> TakeAsync(string key, TokenBucket bucket, CancellationToken cancellationToken)
    {
        await faults.BeforeCallAsync(cancellationToken);
        return await inner.TakeAsync(key, bucket, cancellationToken);
    }

    public async ValueTask InvalidateAsync(CancellationToken cancellationToken)
    {
        await faults.BeforeCallAsync(cancellationToken);
        await inner.InvalidateAsync(cancellationToken);
    }
}
