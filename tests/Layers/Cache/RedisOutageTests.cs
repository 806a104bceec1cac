using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.Layers.Tests.Cache;

/// <summary>Mixed operations of eight callers on a real server, while something befalls it.</summary>
[Collection(OutageCollection.Name)]
public sealed class RedisOutageTests
{
    private const int Operations = 2_000;

    // A chain's whole call here: an attempt at the server (0.5 s), then memory; what is more is left to a slow machine.
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_is_killed()
    {
        await using var server = new RedisServer();
        await RunAsync(server, server.Port, Outage.Killed(server));
    }

    [Fact]
    public async Task A_server_that_stands_still()
    {
        await using var server = new RedisServer();
        await RunAsync(server, server.Port, Outage.StandsStill(server));
    }

    [Fact]
    public async Task A_server_that_is_cut_off()
    {
        using var network = new CuttableNetwork();
        await using var server = new RedisServer { Network = network };
        await RunAsync(server, server.Port, Outage.CutOff(network));
    }

    [Fact]
    public async Task A_slow_server_is_not_down()
    {
        await using var server = new RedisServer();
        await using var line = new SlowLine(server);
        await RunAsync(server, line.Port, Outage.Slow(line, TimeSpan.FromMilliseconds(20)));
    }

    [Fact]
    public async Task A_server_whose_disk_is_full()
    {
        using var disk = new SmallDisk(megabytes: 8);
        await using var server = new RedisServer("appendonly yes", "appendfsync everysec", $"dir {disk.Folder}") { Disk = disk };
        await RunAsync(server, server.Port, Outage.DiskFull(disk, server));
    }

    [Fact]
    public async Task A_server_whose_password_was_changed()
    {
        await using var server = new RedisServer();
        await RunAsync(server, server.Port, Outage.PasswordRotated(server, RedisServer.Password));
    }

    private static async Task RunAsync(RedisServer server, int port, Outage outage)
    {
        await server.StartAsync(Token);
        await using var cache = await CacheHost.StartAsync(
            ("Layers:Cache:Chain", "redis,memory"), ("Layers:Cache:redis:Host", server.Host), ("Layers:Cache:redis:Port", $"{port}"),
            ("Layers:Cache:redis:Password", RedisServer.Password), ("Layers:Cache:AttemptTimeout", "00:00:00.500"),
            ("Layers:Cache:Circuit:ProbeInterval", "00:00:00.050"));

        var report = await new Workload(Operations, () => cache.Chain.IsDegraded, (number, _) => cache.OperateAsync(number)).RunAsync([outage], Token);

        TestContext.Current.SendDiagnosticMessage(report.ToString());
        report.Violations(s_bound).ShouldBeEmpty();
    }
}
