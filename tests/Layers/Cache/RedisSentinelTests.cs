using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.Layers.Tests.Cache;

/// <summary>A master, a replica and three sentinels: the master is killed under load.</summary>
[Collection(OutageCollection.Name)]
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

    // Half a second until a sentinel takes the master for down, the vote, and a second to follow it; the rest is for a slow machine.
    private static readonly TimeSpan s_failover = TimeSpan.FromSeconds(3);

    // The chain's own bound of a call.
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(10);

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
    public async Task Under_load_operations_fail_for_three_seconds_at_most_when_the_master_is_killed_and_never_when_it_comes_back()
    {
        const int operations = 2_000;
        await using var cache = await StartAsync(("Layers:Cache:redis:MasterNetworks", "127.0.0.0/8"));
        var killed = new Outage("master killed", OutageEffect.Partial, _master.KillAsync, token => Until.TrueAsync(
            async _ => await _sentinels.MasterPortAsync(token) == _replica.Port, "the sentinels agree on the new master"));
        var back = new Outage("old master is back", OutageEffect.None, () => _master.StartAsync(Token), token => Until.TrueAsync(
            async _ => (await RedisQuestion.AskAsync(_master.Port, "INFO replication", token)).Contains("role:slave", StringComparison.Ordinal),
            "the old master follows the new one"));

        var report = await new Workload(operations, () => cache.Chain.IsDegraded, (number, _) => cache.OperateAsync(number)).RunAsync([killed, back], Token);

        TestContext.Current.SendDiagnosticMessage(report.ToString());
        report.Violations(s_bound).ShouldBeEmpty();
        report.RefusedFor.ShouldBeInRange(TimeSpan.FromTicks(1), s_failover);
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
