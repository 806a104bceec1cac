using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.Layers.Tests.Cache;

/// <summary>The cache of a deployment on a real server that is killed, stands still, or has another password.</summary>
public sealed class RedisFaultTests : IAsyncLifetime
{
    private readonly RedisServer _redis = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _redis.StartAsync(Token);

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    [Fact]
    public async Task A_killed_server_is_survived_seen_and_returned_to()
    {
        await using var cache = await StartAsync();
        var chain = cache.Chain;
        await cache.SetAsync("k", "before");
        (await cache.ReadAsync("k")).ShouldBe("before");
        chain.Active!.Name.ShouldBe("redis");

        await _redis.KillAsync();
        await Until.TrueAsync(async _ =>
        {
            await cache.SetAsync("k", "meanwhile");
            return chain.IsDegraded;
        }, "the chain is on memory");
        (await cache.ReadAsync("k")).ShouldBe("meanwhile");

        await _redis.StartAsync(Token);
        await Until.TrueAsync(() => !chain.IsDegraded, "the chain is back on redis");
        (await cache.ReadAsync("k")).ShouldBeNull();
        await cache.SetAsync("k", "after");
        (await cache.ReadAsync("k")).ShouldBe("after");
    }

    [Fact]
    public async Task A_server_that_stands_still_is_passed_over_within_the_timeout_and_what_it_kept_is_not_read_as_it_was()
    {
        await using var cache = await StartAsync();
        var chain = cache.Chain;
        await cache.SetAsync("k", "old");

        _redis.Suspend();
        await cache.SetAsync("k", "new");
        (await cache.ReadAsync("k")).ShouldBe("new");
        await Until.TrueAsync(async _ =>
        {
            await cache.ReadAsync("other");
            return chain.IsDegraded;
        }, "the chain is on memory");

        _redis.Resume();
        await Until.TrueAsync(() => !chain.IsDegraded, "the chain is back on redis");
        (await cache.ReadAsync("k")).ShouldNotBe("old");
    }

    [Fact]
    public async Task A_strict_process_with_the_wrong_password_stops_and_never_prints_it()
    {
        var error = await Should.ThrowAsync<SettingsException>(() => StartAsync(
            ("Deployment:Mode", "on-premises"), ("Layers:Cache:Chain", "redis"), ("Layers:Cache:redis:Password", "wrong-and-secret")));
        error.Message.ShouldContain("Layers:Cache:Chain (redis)");
        error.ToString().ShouldNotContain("wrong-and-secret");
    }

    [Theory]
    [InlineData("Url", "http://cache:6379", "redis://user:password@host:port/database")]
    [InlineData("Port", "70000", "between 1 and 65535")]
    [InlineData("Mode", "cluster", "Mode")]
    [InlineData("Mode", "sentinel", "SentinelHosts")]
    [InlineData("MasterNetworks", "10.0.0.0/99", "10.0.0.0/8")]
    [InlineData("Hostname", "cache", "Hostname")]
    public async Task A_wrong_setting_is_named(string setting, string value, string expected)
    {
        var error = await Should.ThrowAsync<SettingsException>(() => StartAsync(($"Layers:Cache:redis:{setting}", value)));
        error.Message.ShouldContain("Layers:Cache:redis");
        error.Message.ShouldContain(expected);
    }

    private Task<CacheHost> StartAsync(params (string Name, string Value)[] settings) => CacheHost.StartAsync(
    [
        ("Layers:Cache:Chain", "redis,memory"), ("Layers:Cache:redis:Host", "127.0.0.1"), ("Layers:Cache:redis:Port", $"{_redis.Port}"),
        ("Layers:Cache:redis:Password", RedisServer.Password), ("Layers:Cache:Circuit:ProbeInterval", "00:00:00.050"), .. settings,
    ]);
}
