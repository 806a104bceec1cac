using System.Diagnostics;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.Layers.Tests.Jobs.Redis;

/// <summary>The master behind the queue is killed under load, and sentinels put its replica in its place.</summary>
[Collection(OutageCollection.Name)]
public sealed class RedisJobFailoverTests : IAsyncLifetime
{
    // Half a second until a sentinel takes the master for down, the vote, and a second to follow it; the rest is for a slow machine.
    private static readonly TimeSpan s_failover = TimeSpan.FromSeconds(10);

    // What a replica on this machine may be behind by, and much more; and what it takes to note an answer.
    private static readonly TimeSpan s_lag = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_noted = TimeSpan.FromSeconds(2);

    private readonly RedisWithSentinels _redis = new("appendonly yes", "appendfsync always");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _redis.StartAsync(Token);

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    [Fact]
    public async Task A_failover_takes_seconds_and_loses_at_most_what_was_acknowledged_just_before_it()
    {
        await using var host = await JobsHost.StartAsync(
        [
            .. JobWorkload.Settings("redis"), ("Layers:Jobs:redis:Mode", "sentinel"), ("Layers:Jobs:redis:SentinelHosts", _redis.Hosts),
            ("Layers:Jobs:redis:MasterNetworks", "127.0.0.0/8"),
            ("Layers:Jobs:redis:Password", RedisServer.Password), ("Layers:Jobs:redis:SentinelPassword", RedisServer.Password),
        ]);
        var killedAt = 0L;
        var workload = new JobWorkload(host);

        var report = await workload.ObserveAsync(
            _redis.MasterKilled with
            {
                BeginAsync = async () =>
                {
                    await _redis.Master.KillAsync();
                    killedAt = Stopwatch.GetTimestamp();
                },
            },
            _redis.MasterBack);

        report.RefusedFor.ShouldBeInRange(TimeSpan.FromTicks(1), s_failover);
        var broken = workload.Broken;
        TestContext.Current.SendDiagnosticMessage($"{broken.Count} lost");
        broken.Where(broken => Stopwatch.GetElapsedTime(broken.Acknowledged, killedAt) is var before && (before > s_lag || before < -s_noted))
            .Select(static broken => broken.What).ShouldBeEmpty();
    }
}
