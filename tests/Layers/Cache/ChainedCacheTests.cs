using System.Text;
using DeploymentFlex.Cache;
using DeploymentFlex.Conformance.Time;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Circuits;
using DeploymentFlex.Layers.Providers;

namespace DeploymentFlex.Layers.Tests.Cache;

public sealed class ChainedCacheTests : IDisposable
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private readonly ManualTime _time = new();
    private readonly InMemoryCache _server;
    private readonly InMemoryCache _memory;
    private readonly Breakable _primary;
    private readonly ProviderChain<ICache> _chain;
    private readonly ChainedCache _cache;

    public ChainedCacheTests()
    {
        _server = new InMemoryCache(new InMemoryCacheOptions(), _time);
        _memory = new InMemoryCache(new InMemoryCacheOptions(), _time);
        _primary = new Breakable(_server);
        var options = new ChainOptions { Chain = ["redis", "memory"] };
        _chain = new ProviderChain<ICache>("Cache", use: null, options, [Link("redis", _primary), Link("memory", _memory)], _time);
        _cache = new ChainedCache(_chain);

        ChainLink<ICache> Link(string name, ICache cache) => new(
            cache, new ProviderDescriptor("Cache", name, typeof(ICache), default, (_, _) => cache), new Circuit(options.Circuit, _time));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _server.Dispose();
        _memory.Dispose();
    }

    [Fact]
    public async Task What_was_written_while_the_primary_was_down_is_never_read_from_it_as_it_was_before()
    {
        await SetAsync("k", "old");
        _primary.IsBroken = true;
        await SetAsync("k", "new");
        _primary.IsBroken = false;

        // It answers again, and has not been reconciled yet.
        (await ReadAsync("k")).ShouldBe("new");
        _chain.Active!.Name.ShouldBe("memory");

        await _chain.Reconcile!(Token);
        (await ReadAsync("k")).ShouldBeNull();
        _chain.Active!.Name.ShouldBe("redis");
    }

    [Fact]
    public async Task What_was_removed_while_the_primary_was_down_stays_removed()
    {
        await SetAsync("k", "old");
        _primary.IsBroken = true;
        await _cache.RemoveAsync("k", Token);
        _primary.IsBroken = false;

        (await ReadAsync("k")).ShouldBeNull();
        await _chain.Reconcile!(Token);
        (await ReadAsync("k")).ShouldBeNull();
    }

    [Fact]
    public async Task An_outage_in_which_nobody_wrote_costs_nothing()
    {
        await SetAsync("k", "value");
        _primary.IsBroken = true;
        (await ReadAsync("k")).ShouldBeNull();
        _primary.IsBroken = false;
        await _chain.Reconcile!(Token);

        (await ReadAsync("k")).ShouldBe("value");
    }

    [Fact]
    public async Task The_primary_serves_again_once_it_was_reconciled()
    {
        _primary.IsBroken = true;
        await SetAsync("k", "meanwhile");
        _primary.IsBroken = false;
        await _chain.Reconcile!(Token);
        await SetAsync("k", "after");

        (await _server.GetAsync("k", Token)).ShouldNotBeNull();
        (await _memory.GetAsync("k", Token)).ShouldBeNull();
        (await ReadAsync("k")).ShouldBe("after");
    }

    [Fact]
    public async Task An_outage_finds_nothing_of_the_one_before_in_the_fallback()
    {
        _primary.IsBroken = true;
        await SetAsync("k", "first outage");
        _primary.IsBroken = false;
        await _chain.Reconcile!(Token);
        await SetAsync("k", "between");
        _primary.IsBroken = true;

        (await ReadAsync("k")).ShouldBeNull();
    }

    [Fact]
    public async Task A_primary_that_fails_to_reconcile_is_not_asked_for_those_keys()
    {
        await SetAsync("k", "old");
        _primary.IsBroken = true;
        await SetAsync("k", "new");

        await Should.ThrowAsync<IOException>(async () => await _chain.Reconcile!(Token));
        _primary.IsBroken = false;

        (await ReadAsync("k")).ShouldBe("new");
    }

    private async Task SetAsync(string key, string value) =>
        await _cache.SetAsync(key, Encoding.UTF8.GetBytes(value), s_minute, Token);

    private async Task<string?> ReadAsync(string key) =>
        await _cache.GetAsync(key, Token) is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;

    private sealed class Breakable(ICache inner) : ICache, IProbed
    {
        public bool IsBroken { get; set; }

        private ICache Inner => IsBroken ? throw new IOException("The server is down.") : inner;

        public ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken) => Inner.GetAsync(key, cancellationToken);

        public ValueTask SetAsync(string key, ReadOnlyMemory<byte> value, TimeSpan timeToLive, CancellationToken cancellationToken) =>
            Inner.SetAsync(key, value, timeToLive, cancellationToken);

        public ValueTask<bool> RemoveAsync(string key, CancellationToken cancellationToken) => Inner.RemoveAsync(key, cancellationToken);

        public ValueTask<long> IncrementAsync(string key, long by, TimeSpan timeToLive, CancellationToken cancellationToken) =>
            Inner.IncrementAsync(key, by, timeToLive, cancellationToken);

        public ValueTask<TokenGrant> TakeAsync(string key, TokenBucket bucket, CancellationToken cancellationToken) => Inner.TakeAsync(key, bucket, cancellationToken);

        public ValueTask InvalidateAsync(CancellationToken cancellationToken) => Inner.InvalidateAsync(cancellationToken);

        public ValueTask ProbeAsync(CancellationToken cancellationToken) => Inner is null ? throw new IOException() : default;
    }
}
