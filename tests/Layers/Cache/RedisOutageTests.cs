using System.Globalization;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.Layers.Tests.Cache;

/// <summary>Mixed operations of eight callers on a real server, while something befalls it.</summary>
public sealed class RedisOutageTests
{
    private const int Operations = 2_000;
    private const int Keys = 50;

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

    private static async Task RunAsync(RedisServer server, int port, Outage outage)
    {
        await server.StartAsync(Token);
        await using var cache = await CacheHost.StartAsync(
            ("Layers:Cache:Chain", "redis,memory"), ("Layers:Cache:redis:Host", server.Host), ("Layers:Cache:redis:Port", $"{port}"),
            ("Layers:Cache:redis:Password", RedisServer.Password), ("Layers:Cache:AttemptTimeout", "00:00:00.500"),
            ("Layers:Cache:Circuit:ProbeInterval", "00:00:00.050"));

        var report = await new Workload(Operations, () => cache.Chain.IsDegraded, (number, _) => OperateAsync(cache, number)).RunAsync([outage], Token);

        TestContext.Current.SendDiagnosticMessage(report.ToString());
        report.Violations(s_bound).ShouldBeEmpty();
    }

    private static async Task<OperationResult> OperateAsync(CacheHost cache, int number)
    {
        var degradation = Degradation.Begin();
        var key = string.Create(CultureInfo.InvariantCulture, $"k{number % Keys}");
        switch (number % 4)
        {
            case 0:
                await cache.SetAsync(key, $"{number}");
                break;
            case 1:
                await cache.RemoveAsync(key);
                break;
            case 2:
                await cache.IncrementAsync("counter");
                break;
            default:
                await cache.ReadAsync(key);
                break;
        }

        return degradation.ToHeader() is null ? OperationResult.Done : OperationResult.DoneElsewhere;
    }
}
