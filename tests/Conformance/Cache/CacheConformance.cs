using System.Text;
using DeploymentFlex.Cache;
using Shouldly;
using Xunit;

namespace DeploymentFlex.Conformance.Cache;

/// <summary>What every provider of the cache layer does.</summary>
public abstract class CacheConformance : IAsyncLifetime
{
    private ICache _cache = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => _cache = await CreateAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return (_cache as IAsyncDisposable)?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    /// <summary>The provider, empty.</summary>
    protected abstract ValueTask<ICache> CreateAsync();

    /// <summary>Lets this much time pass for the provider: moves its clock, or waits where it has its own.</summary>
    protected abstract ValueTask PassAsync(TimeSpan time);

    [Fact]
    public async Task A_key_that_was_never_set_has_no_value() =>
        (await _cache.GetAsync("nobody", Token)).ShouldBeNull();

    [Fact]
    public async Task What_was_set_is_read_back()
    {
        await SetAsync("k", "value");
        (await ReadAsync("k")).ShouldBe("value");
    }

    [Fact]
    public async Task An_empty_value_is_a_value()
    {
        await SetAsync("empty", string.Empty);
        (await ReadAsync("empty")).ShouldBe(string.Empty);
    }

    [Fact]
    public async Task The_last_value_wins()
    {
        await SetAsync("k", "one");
        await SetAsync("k", "two");
        (await ReadAsync("k")).ShouldBe("two");
    }

    [Fact]
    public async Task The_caller_may_use_its_buffer_again()
    {
        var buffer = Encoding.UTF8.GetBytes("before");
        await _cache.SetAsync("k", buffer, TimeSpan.FromMinutes(1), Token);
        buffer.AsSpan().Fill((byte)'x');
        (await ReadAsync("k")).ShouldBe("before");
    }

    [Fact]
    public async Task A_value_goes_when_its_time_is_over()
    {
        await _cache.SetAsync("short", "x"u8.ToArray(), TimeSpan.FromSeconds(1), Token);
        await PassAsync(TimeSpan.FromSeconds(1.1));
        (await _cache.GetAsync("short", Token)).ShouldBeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_time_to_live_is_longer_than_zero(int seconds) =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () =>
            await _cache.SetAsync("k", "x"u8.ToArray(), TimeSpan.FromSeconds(seconds), Token));

    [Fact]
    public async Task Removing_says_whether_there_was_a_value()
    {
        await SetAsync("k", "x");
        (await _cache.RemoveAsync("k", Token)).ShouldBeTrue();
        (await _cache.RemoveAsync("k", Token)).ShouldBeFalse();
        (await ReadAsync("k")).ShouldBeNull();
    }

    [Fact]
    public async Task A_counter_begins_at_its_first_increment_and_adds_up()
    {
        (await _cache.IncrementAsync("n", 5, TimeSpan.FromMinutes(1), Token)).ShouldBe(5);
        (await _cache.IncrementAsync("n", -2, TimeSpan.FromMinutes(1), Token)).ShouldBe(3);
    }

    [Fact]
    public async Task A_counters_time_counts_from_its_first_increment()
    {
        await _cache.IncrementAsync("n", 1, TimeSpan.FromSeconds(4), Token);
        await PassAsync(TimeSpan.FromSeconds(1.5));
        (await _cache.IncrementAsync("n", 1, TimeSpan.FromSeconds(4), Token)).ShouldBe(2);
        await PassAsync(TimeSpan.FromSeconds(3));
        (await _cache.IncrementAsync("n", 1, TimeSpan.FromSeconds(4), Token)).ShouldBe(1);
    }

    [Fact]
    public async Task Concurrent_increments_are_all_counted()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 500), Token, async (_, token) =>
            await _cache.IncrementAsync("n", 1, TimeSpan.FromMinutes(1), token));
        (await _cache.IncrementAsync("n", 0, TimeSpan.FromMinutes(1), Token)).ShouldBe(500);
    }

    [Fact]
    public async Task Invalidation_leaves_nothing_of_before_and_keeps_what_comes_after()
    {
        await SetAsync("k", "before");
        await _cache.IncrementAsync("n", 7, TimeSpan.FromMinutes(1), Token);

        await _cache.InvalidateAsync(Token);

        (await ReadAsync("k")).ShouldBeNull();
        (await _cache.IncrementAsync("n", 1, TimeSpan.FromMinutes(1), Token)).ShouldBe(1);
        await SetAsync("k", "after");
        (await ReadAsync("k")).ShouldBe("after");
    }

    [Fact]
    public async Task Keys_may_hold_any_characters()
    {
        foreach (var key in new[] { "a b", "ключ", "a:b/c\\d", "*?[x]", new string('k', 400) })
        {
            await SetAsync(key, key);
            (await ReadAsync(key)).ShouldBe(key);
        }
    }

    [Fact]
    public async Task A_bucket_grants_what_is_in_it_and_says_when_there_is_more()
    {
        var bucket = new TokenBucket(Capacity: 3, TokensPerSecond: 0.01);
        for (var left = 2; left >= 0; left--)
        {
            var grant = await _cache.TakeAsync("client", bucket, Token);
            (grant.IsGranted, (int)Math.Round(grant.Remaining)).ShouldBe((true, left));
        }

        var refused = await _cache.TakeAsync("client", bucket, Token);
        refused.IsGranted.ShouldBeFalse();
        refused.RetryAfter.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(100));
        (await _cache.TakeAsync("another", bucket, Token)).IsGranted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_bucket_fills_again_as_time_passes()
    {
        var bucket = new TokenBucket(Capacity: 2, TokensPerSecond: 2);
        while ((await _cache.TakeAsync("client", bucket, Token)).IsGranted)
        {
            // Until it is empty.
        }

        await PassAsync(TimeSpan.FromSeconds(0.6));
        (await _cache.TakeAsync("client", bucket, Token)).IsGranted.ShouldBeTrue();
        await PassAsync(bucket.FillTime * 2);
        (await _cache.TakeAsync("client", bucket, Token)).Remaining.ShouldBe(1, tolerance: 0.001);
    }

    [Fact]
    public async Task Takers_at_the_same_time_get_no_more_than_there_is()
    {
        var bucket = new TokenBucket(Capacity: 50, TokensPerSecond: 0.001);
        var grants = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => _cache.TakeAsync("client", bucket, Token).AsTask())));
        grants.Count(static grant => grant.IsGranted).ShouldBe(50);
    }

    private async Task SetAsync(string key, string value) =>
        await _cache.SetAsync(key, Encoding.UTF8.GetBytes(value), TimeSpan.FromMinutes(1), Token);

    private async Task<string?> ReadAsync(string key) =>
        await _cache.GetAsync(key, Token) is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;
}
