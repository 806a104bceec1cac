using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Internal;

namespace DeploymentFlex.Cache;

/// <summary>The cache of one process, on the framework's <see cref="MemoryCache"/>, bounded in size.</summary>
public sealed class InMemoryCache : ICache, IDisposable
{
    // What an entry costs beside its key and value, roughly.
    private const int Overhead = 200;

    private readonly Lock _counters = new();
    private readonly TimeProvider _time;
    private readonly MemoryCache _entries;

    public InMemoryCache(InMemoryCacheOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _time = time;
        _entries = new MemoryCache(new MemoryCacheOptions { SizeLimit = options.MaxBytes, Clock = new Clock(time) });
    }

    public ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken) =>
        new(_entries.TryGetValue(key, out var value) && value is byte[] bytes ? bytes : (ReadOnlyMemory<byte>?)null);

    public ValueTask SetAsync(string key, ReadOnlyMemory<byte> value, TimeSpan timeToLive, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeToLive, TimeSpan.Zero);
        Put(key, value.ToArray(), value.Length, _time.GetUtcNow() + timeToLive);
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> RemoveAsync(string key, CancellationToken cancellationToken)
    {
        var found = _entries.TryGetValue(key, out _);
        _entries.Remove(key);
        return new ValueTask<bool>(found);
    }

    public ValueTask<long> IncrementAsync(string key, long by, TimeSpan timeToLive, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeToLive, TimeSpan.Zero);
        lock (_counters)
        {
            if (_entries.TryGetValue(key, out var value) && value is Counter counter)
            {
                return new ValueTask<long>(counter.Value += by);
            }

            Put(key, new Counter { Value = by }, sizeof(long), _time.GetUtcNow() + timeToLive);
            return new ValueTask<long>(by);
        }
    }

    public ValueTask<TokenGrant> TakeAsync(string key, TokenBucket bucket, CancellationToken cancellationToken)
    {
        lock (_counters)
        {
            var now = _time.GetUtcNow();
            if (_entries.TryGetValue(key, out var value) && value is Level level)
            {
                var grant = bucket.Take(level.Tokens, now - level.At);
                (level.Tokens, level.At) = (grant.Remaining, now);
                return new ValueTask<TokenGrant>(grant);
            }

            var first = bucket.Take(bucket.Capacity, TimeSpan.Zero);
            using var entry = CreateEntry(key, new Level { Tokens = first.Remaining, At = now }, sizeof(double) + sizeof(long));
            entry.SlidingExpiration = bucket.FillTime;
            return new ValueTask<TokenGrant>(first);
        }
    }

    public ValueTask InvalidateAsync(CancellationToken cancellationToken)
    {
        _entries.Clear();
        return ValueTask.CompletedTask;
    }

    public void Dispose() => _entries.Dispose();

    private void Put(string key, object value, int length, DateTimeOffset expires)
    {
        using var entry = CreateEntry(key, value, length);
        entry.AbsoluteExpiration = expires;
    }

    private ICacheEntry CreateEntry(string key, object value, int length)
    {
        var entry = _entries.CreateEntry(key);
        entry.Value = value;
        entry.Size = length + (key.Length * sizeof(char)) + Overhead;
        return entry;
    }

    private sealed class Counter
    {
        public long Value { get; set; }
    }

    private sealed class Level
    {
        public double Tokens { get; set; }

        public DateTimeOffset At { get; set; }
    }

    private sealed class Clock(TimeProvider time) : ISystemClock
    {
        public DateTimeOffset UtcNow => time.GetUtcNow();
    }
}
