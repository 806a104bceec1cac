using DeploymentFlex.TestSupport;

namespace DeploymentFlex.Layers.Tests.Cache;

/// <summary>A master, a replica and three sentinels: the master is killed under load.</summary>
public sealed class RedisSentinelTests : IAsyncLifetime
{
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
            "the replica follows");
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
        await using var cache = await StartAsync(("Layers:Cache:redis:MasterNetworks", "127.0.0.0/8"));
        await cache.SetAsync("k", "before");

        await _master.KillAsync();
        var failing = false;
        await Until.TrueAsync(async _ =>
        {
            try
            {
                await cache.SetAsync("k", "after");
                return failing;
            }
            catch (LayerUnavailableException)
            {
                failing = true;
                return false;
            }
        }, "operations go on after they failed");

        cache.Chain.IsDegraded.ShouldBeFalse();
    }

    [Fact]
    public async Task A_master_outside_of_the_allowed_networks_is_never_connected_to()
    {
        await using var cache = await StartAsync(("Layers:Cache:redis:MasterNetworks", "10.0.0.0/8"));
        cache.Chain.Links[0].LastError!.Message.ShouldContain("MasterNetworks");
        (await RedisQuestion.AskAsync(_master.Port, "CLIENT LIST", Token)).ShouldNotContain("name=deploymentflex");
    }

    private Task<CacheHost> StartAsync(params (string Name, string Value)[] settings) => CacheHost.StartAsync(
    [
        ("Layers:Cache:Chain", "redis"), ("Layers:Cache:redis:Mode", "sentinel"), ("Layers:Cache:redis:SentinelHosts", _sentinels.Hosts),
        ("Layers:Cache:redis:Password", RedisServer.Password), ("Layers:Cache:redis:SentinelPassword", RedisServer.Password), .. settings,
    ]);
}
