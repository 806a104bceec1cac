using System.Text;
using DeploymentFlex.Cache;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Tests.Core;
using DeploymentFlex.TestServers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Layers.Tests.Cache;

/// <summary>The cache of a deployment on a real server that is killed, stands still, or has another password.</summary>
public sealed class RedisFaultTests : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly RedisServer _redis = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _redis.StartAsync(Token);

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    [Fact]
    public async Task A_killed_server_is_survived_seen_and_returned_to()
    {
        using var host = await StartAsync();
        var (cache, chain) = (host.Services.GetRequiredService<ICache>(), host.Services.GetRequiredService<ProviderChain<ICache>>());
        await SetAsync(cache, "k", "before");
        (await ReadAsync(cache, "k")).ShouldBe("before");
        chain.Active!.Name.ShouldBe("redis");

        await _redis.KillAsync();
        await Until.TrueAsync(async _ =>
        {
            await SetAsync(cache, "k", "meanwhile");
            return chain.IsDegraded;
        }, s_patience, "the chain is on memory", Token);
        (await ReadAsync(cache, "k")).ShouldBe("meanwhile");

        await _redis.StartAsync(Token);
        await Until.TrueAsync(_ => new(!chain.IsDegraded), s_patience, "the chain is back on redis", Token);
        (await ReadAsync(cache, "k")).ShouldBeNull();
        await SetAsync(cache, "k", "after");
        (await ReadAsync(cache, "k")).ShouldBe("after");
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task A_server_that_stands_still_is_passed_over_within_the_timeout_and_what_it_kept_is_not_read_as_it_was()
    {
        using var host = await StartAsync();
        var (cache, chain) = (host.Services.GetRequiredService<ICache>(), host.Services.GetRequiredService<ProviderChain<ICache>>());
        await SetAsync(cache, "k", "old");

        _redis.Suspend();
        await SetAsync(cache, "k", "new");
        (await ReadAsync(cache, "k")).ShouldBe("new");
        await Until.TrueAsync(async _ =>
        {
            await ReadAsync(cache, "other");
            return chain.IsDegraded;
        }, s_patience, "the chain is on memory", Token);

        _redis.Resume();
        await Until.TrueAsync(_ => new(!chain.IsDegraded), s_patience, "the chain is back on redis", Token);
        (await ReadAsync(cache, "k")).ShouldNotBe("old");
        await host.StopAsync(Token);
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

    private async Task<IHost> StartAsync(params (string Name, string Value)[] settings)
    {
        var builder = LayerHost.Create(
        [
            ("Layers:Cache:Chain", "redis,memory"), ("Layers:Cache:redis:Host", "127.0.0.1"), ("Layers:Cache:redis:Port", $"{_redis.Port}"),
            ("Layers:Cache:redis:Password", RedisServer.Password), ("Layers:Cache:AttemptTimeout", "00:00:00.250"),
            ("Layers:Cache:Circuit:ProbeInterval", "00:00:00.050"), .. settings,
        ]).AddLayersForTest();
        builder.Services.AddMetrics();
        builder.Services.AddLogging();
        builder.AddCache();
        var host = builder.Build();
        await host.StartAsync(Token);
        return host;
    }

    private static ValueTask SetAsync(ICache cache, string key, string value) =>
        cache.SetAsync(key, Encoding.UTF8.GetBytes(value), TimeSpan.FromMinutes(1), Token);

    private static async Task<string?> ReadAsync(ICache cache, string key) =>
        await cache.GetAsync(key, Token) is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;
}
