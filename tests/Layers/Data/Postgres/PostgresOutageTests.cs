using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.Layers.Tests.Data.Postgres;

/// <summary>Eight callers and the outbox on a real server, while something befalls it: nothing acknowledged is lost.</summary>
[Collection(OutageCollection.Name)]
public sealed class PostgresOutageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_is_killed()
    {
        await using var server = new PostgresServer();
        await RunAsync(server, server.Port, Outage.Killed(server));
    }

    [Fact]
    public async Task A_server_that_stands_still()
    {
        await using var server = new PostgresServer();
        await RunAsync(server, server.Port, Outage.StandsStill(server));
    }

    [Fact]
    public async Task A_server_that_is_cut_off()
    {
        using var network = new CuttableNetwork();
        await using var server = new PostgresServer { Network = network };
        await RunAsync(server, server.Port, Outage.CutOff(network));
    }

    [Fact]
    public async Task A_server_whose_disk_is_full()
    {
        using var disk = new SmallDisk(megabytes: 384);
        await using var server = new PostgresServer { Disk = disk };
        await RunAsync(server, server.Port, Outage.DiskFull(disk, server));
    }

    [Fact]
    public async Task A_server_whose_password_was_changed()
    {
        await using var server = new PostgresServer();
        await RunAsync(server, server.Port, Outage.PasswordRotated(server, PostgresServer.Password));
    }

    [Fact]
    public async Task A_slow_server_is_not_down()
    {
        await using var server = new PostgresServer();
        await using var line = new SlowLine(server);
        await RunAsync(server, line.Port, Outage.Slow(line, TimeSpan.FromMilliseconds(5)));
    }

    private static async Task RunAsync(PostgresServer server, int port, Outage outage)
    {
        await server.StartAsync(Stop);
        await NotesRun.RunAsync(
            [
                new("Deployment:Mode", "development"), new("Layers:Data:Chain", "postgres"), new("Layers:Data:postgres:Host", server.Host),
                new("Layers:Data:postgres:Port", $"{port}"), new("Layers:Data:postgres:Database", "postgres"), new("Layers:Data:postgres:Username", "postgres"),
                new("Layers:Data:postgres:Password", PostgresServer.Password), new("Layers:Data:postgres:CommandTimeout", "00:00:01"),
            ],
            outage);
    }
}
