using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.Layers.Tests;

/// <summary>Whatever can befall a server, in the midst of work on what a provider keeps there.</summary>
/// <param name="password">The server's password.</param>
/// <param name="megabytes">A disk that this work does not fill by itself.</param>
public abstract class ServerOutages<TServer>(string password, int megabytes)
    where TServer : TestServer, IPasswordServer
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>How much later everything arrives at a slow server.</summary>
    protected virtual TimeSpan Slowness => TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task A_server_that_is_killed()
    {
        await using var server = Create(network: null, disk: null);
        await RunAsync(server, server.Port, Outage.Killed(server));
    }

    [Fact]
    public async Task A_server_that_stands_still()
    {
        await using var server = Create(network: null, disk: null);
        await RunAsync(server, server.Port, Outage.StandsStill(server));
    }

    [Fact]
    public async Task A_server_that_is_cut_off()
    {
        using var network = new CuttableNetwork();
        await using var server = Create(network, disk: null);
        await RunAsync(server, server.Port, Outage.CutOff(network));
    }

    [Fact]
    public async Task A_server_whose_disk_is_full()
    {
        using var disk = new SmallDisk(megabytes);
        await using var server = Create(network: null, disk);
        await RunAsync(server, server.Port, DiskFull(disk, server));
    }

    [Fact]
    public async Task A_server_whose_password_was_changed()
    {
        await using var server = Create(network: null, disk: null);
        await RunAsync(server, server.Port, Outage.PasswordRotated(server, password));
    }

    [Fact]
    public async Task A_slow_server_is_not_down()
    {
        await using var server = Create(network: null, disk: null);
        await using var line = new SlowLine(server);
        await RunAsync(server, line.Port, Outage.Slow(line, Slowness));
    }

    /// <summary>Its disk is full, and what gets it going again when there is room.</summary>
    protected virtual Outage DiskFull(SmallDisk disk, TServer server) => Outage.DiskFull(disk, server);

    /// <summary>The server, which is started later.</summary>
    protected abstract TServer Create(CuttableNetwork? network, SmallDisk? disk);

    /// <summary>Works on the server, which runs, through a port, and looks at what came of it.</summary>
    protected abstract Task WorkAsync(TServer server, int port, Outage outage);

    private async Task RunAsync(TServer server, int port, Outage outage)
    {
        await server.StartAsync(Token);
        await WorkAsync(server, port, outage);
    }
}
