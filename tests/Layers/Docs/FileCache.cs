using System.Text;
using DeploymentFlex.Cache;
using DeploymentFlex.Layers.Providers;

namespace DeploymentFlex.Layers.Tests.Docs;

// docs/providers.md shows this file; a test compares the two.

/// <summary>A cache with one file a key, so that what was computed survives a restart.</summary>
public sealed class FileCache(FileCacheOptions options, TimeProvider time) : ICache, IProbed
{
    private readonly Lock _gate = new();

    public ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(Read(key) is { } entry ? entry.Value : (ReadOnlyMemory<byte>?)null);
        }
    }

    public ValueTask SetAsync(string key, ReadOnlyMemory<byte> value, TimeSpan timeToLive, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeToLive, TimeSpan.Zero);
        lock (_gate)
        {
            Write(key, time.GetUtcNow() + timeToLive, value.Span);
            return default;
        }
    }

    public ValueTask<bool> RemoveAsync(string key, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var found = Read(key) is not null;
            File.Delete(PathOf(key));
            return new(found);
        }
    }

    public ValueTask<long> IncrementAsync(string key, long by, TimeSpan timeToLive, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeToLive, TimeSpan.Zero);
        lock (_gate)
        {
            var entry = Read(key);
            var sum = by + (entry is { } old ? BitConverter.ToInt64(old.Value) : 0);
            Write(key, entry?.Expires ?? time.GetUtcNow() + timeToLive, BitConverter.GetBytes(sum));
            return new(sum);
        }
    }

    public ValueTask<TokenGrant> TakeAsync(string key, TokenBucket bucket, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var grant = Read(key) is { } old
                ? bucket.Take(BitConverter.ToDouble(old.Value), now - new DateTimeOffset(BitConverter.ToInt64(old.Value, sizeof(double)), TimeSpan.Zero))
                : bucket.Take(bucket.Capacity, TimeSpan.Zero);
            Write(key, now + bucket.FillTime, [.. BitConverter.GetBytes(grant.Remaining), .. BitConverter.GetBytes(now.UtcTicks)]);
            return new(grant);
        }
    }

    public ValueTask InvalidateAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Directory.Delete(options.Path, recursive: true);
            Directory.CreateDirectory(options.Path);
            return default;
        }
    }

    // A chain asks this every few seconds; throw what is wrong.
    public ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Path);
        return default;
    }

    private (DateTimeOffset Expires, byte[] Value)? Read(string key)
    {
        if (!File.Exists(PathOf(key)))
        {
            return null;
        }

        var bytes = File.ReadAllBytes(PathOf(key));
        var expires = new DateTimeOffset(BitConverter.ToInt64(bytes), TimeSpan.Zero);
        return expires > time.GetUtcNow() ? (expires, bytes[sizeof(long)..]) : null;
    }

    private void Write(string key, DateTimeOffset expires, ReadOnlySpan<byte> value)
    {
        Directory.CreateDirectory(options.Path);
        File.WriteAllBytes(PathOf(key), [.. BitConverter.GetBytes(expires.UtcTicks), .. value]);
    }

    private string PathOf(string key) =>
        Path.Combine(options.Path, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(key))));
}
