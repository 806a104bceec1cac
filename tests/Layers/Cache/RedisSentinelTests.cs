using System.Text;
using DeploymentFlex.Cache;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Tests.Core;
using DeploymentFlex.TestServers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Layers.Tests.Cache;

/// <summary>A master, a replica and three sentinels: the master is killed under load.</summary>
public sealed class RedisSentinelTests : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly RedisServer _master = new();
    private readonly RedisServer _replica;
    private readonly SentinelTrio _sentinels;

    public RedisSentinelTests()
    {
        _replica = new RedisServer($"replicaof 127.0.0.1 {_master.Port}");
        _sentinels = new SentinelTrio(_master);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _master.StartAsync(Token);
        await _replica.StartAsync(Token);
        await Until.TrueAsync(
            async token => (await RedisQuestion.AskAsync(_master.Port, "INFO replication", token)).Contains("state=online", StringComparison.Ordinal),
            s_patience, "the replica follows", Token);
        await _sentinels.StartAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _sentinels.DisposeAsync();
        await _replica.DisposeAsync();
        await _master.DisposeAsync();
    }

    [Fact]
    public async Task Operations_follow_the_new_master()
    {
        using var host = await StartAsync(("Layers:Cache:redis:MasterNetworks", "127.0.0.0/8"));
        var cache = host.Services.GetRequiredService<ICache>();
        await SetAsync(cache, "before");

        await _master.KillAsync();
        var failing = false;
        await Until.TrueAsync(async _ =>
        {
            try
            {
                await SetAsync(cache, "after");
                return failing;
            }
            catch (LayerUnavailableException)
            {
                failing = true;
                return false;
            }
        }, s_patience, "operations go on after they failed", Token);

        host.Services.GetRequiredService<ProviderChain<ICache>>().IsDegraded.ShouldBeFalse();
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task A_master_outside_of_the_allowed_networks_is_never_connected_to()
    {
        using var host = await StartAsync(("Layers:Cache:redis:MasterNetworks", "10.0.0.0/8"));
        var chain = host.Services.GetRequiredService<ProviderChain<ICache>>();
        chain.Links[0].LastError!.Message.ShouldContain("MasterNetworks");
        (await RedisQuestion.AskAsync(_master.Port, "CLIENT LIST", Token)).ShouldNotContain("name=deploymentflex");
        await host.StopAsync(Token);
    }

    private async Task<IHost> StartAsync(params (string Name, string Value)[] settings)
    {
        var builder = LayerHost.Create(
        [
            ("Layers:Cache:Chain", "redis"), ("Layers:Cache:redis:Mode", "sentinel"), ("Layers:Cache:redis:SentinelHosts", _sentinels.Hosts),
            ("Layers:Cache:redis:Password", RedisServer.Password), ("Layers:Cache:redis:SentinelPassword", RedisServer.Password), .. settings,
        ]).AddLayersForTest();
        builder.Services.AddMetrics();
        builder.Services.AddLogging();
        builder.AddCache();
        var host = builder.Build();
        await host.StartAsync(Token);
        return host;
    }

    private static ValueTask SetAsync(ICache cache, string value) =>
        cache.SetAsync("k", Encoding.UTF8.GetBytes(value), TimeSpan.FromMinutes(1), Token);
}
