using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.Layers.Tests.Cache;

/// <summary>Mixed operations of eight callers on a real server, while something befalls it.</summary>
[Collection(OutageCollection.Name)]
public sealed class RedisOutageTests() : ServerOutages<RedisServer>(RedisServer.Password, megabytes: 8)
{
    private const int Operations = 2_000;

    // The chain's own bound of a call: an attempt at the server has 2 s of it.
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(10);

    protected override RedisServer Create(CuttableNetwork? network, SmallDisk? disk) => disk is null
        ? new RedisServer { Network = network }
        : new RedisServer("appendonly yes", "appendfsync everysec") { Disk = disk };

    protected override async Task WorkAsync(RedisServer server, int port, Outage outage)
    {
        await using var cache = await CacheHost.StartAsync(
            ("Layers:Cache:Chain", "redis,memory"), ("Layers:Cache:redis:Host", server.Host), ("Layers:Cache:redis:Port", $"{port}"),
            ("Layers:Cache:redis:Password", RedisServer.Password), ("Layers:Cache:Circuit:ProbeInterval", "00:00:00.050"));

        var report = await new Workload(Operations, () => cache.Chain.IsDegraded, (number, _) => cache.OperateAsync(number)).RunAsync([outage], Token);

        TestContext.Current.SendDiagnosticMessage(report.ToString());
        report.Violations(s_bound).ShouldBeEmpty();
    }
}
