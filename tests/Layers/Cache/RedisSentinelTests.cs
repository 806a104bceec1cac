using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.Layers.Tests.Cache;

/// <summary>A master, a replica and three sentinels: the master is killed under load.</summary>
[Collection(OutageCollection.Name)]
public sealed class RedisSentinelTests : IAsyncLifetime
{
    private readonly RedisWithSentinels _redis = new();

    // Half a second until a sentinel takes the master for down, the vote, and a second to follow it; the rest is for a slow machine.
    private static readonly TimeSpan s_failover = TimeSpan.FromSeconds(3);

    // The chain's own bound of a call.
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _redis.StartAsync(Token);

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    [Fact]
    public async Task Under_load_operations_fail_for_three_seconds_at_most_when_the_master_is_killed_and_never_when_it_comes_back()
    {
        const int operations = 2_000;
        await using var cache = await StartAsync(("Layers:Cache:redis:MasterNetworks", "127.0.0.0/8"));

        var report = await new Workload(operations, () => cache.Chain.IsDegraded, (number, _) => cache.OperateAsync(number))
            .RunAsync([_redis.MasterKilled, _redis.MasterBack], Token);

        TestContext.Current.SendDiagnosticMessage(report.ToString());
        report.Violations(s_bound).ShouldBeEmpty();
        report.RefusedFor.ShouldBeInRange(TimeSpan.FromTicks(1), s_failover);
    }

    [Fact]
    public async Task A_master_outside_of_the_allowed_networks_is_never_connected_to()
    {
        await using var cache = await StartAsync(("Layers:Cache:redis:MasterNetworks", "10.0.0.0/8"));
        cache.Chain.Links[0].LastError!.Message.ShouldContain("MasterNetworks");
        (await RedisQuestion.AskAsync(_redis.Master.Port, "CLIENT LIST", Token)).ShouldNotContain("name=deploymentflex");
    }

    private Task<CacheHost> StartAsync(params (string Name, string Value)[] settings) => CacheHost.StartAsync(
    [
        ("Layers:Cache:Chain", "redis"), ("Layers:Cache:redis:Mode", "sentinel"), ("Layers:Cache:redis:SentinelHosts", _redis.Hosts),
        ("Layers:Cache:redis:Password", RedisServer.Password), ("Layers:Cache:redis:SentinelPassword", RedisServer.Password), .. settings,
    ]);
}
