namespace DeploymentFlex.Cache;

/// <summary>Bytes under a key for a time. What is lost can be computed again, or is known to be lost.</summary>
public interface ICache
{
    /// <summary>The value, or null when there is none or its time is over.</summary>
    ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken);

    /// <summary>Sets the value for a time, longer than zero.</summary>
    ValueTask SetAsync(string key, ReadOnlyMemory<byte> value, TimeSpan timeToLive, CancellationToken cancellationToken);

    /// <summary>Removes the key and says whether it was there.</summary>
    ValueTask<bool> RemoveAsync(string key, CancellationToken cancellationToken);

    /// <summary>Adds to a counter, atomically, and returns the sum. The time to live counts from its first increment.</summary>
    ValueTask<long> IncrementAsync(string key, long by, TimeSpan timeToLive, CancellationToken cancellationToken);

    /// <summary>
    /// Takes a token from the bucket under the key, atomically. All who share the cache share the bucket; it lasts as long
    /// as it is not full. Their clocks are compared, so what they differ by is granted at most once.
    /// </summary>
    ValueTask<TokenGrant> TakeAsync(string key, TokenBucket bucket, CancellationToken cancellationToken);

    /// <summary>Makes everything that was written so far unreachable, for all who share the cache; other processes follow within seconds.</summary>
    ValueTask InvalidateAsync(CancellationToken cancellationToken);
}
