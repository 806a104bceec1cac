using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.Layers.Tests.Vectors;

/// <summary>What befalls a server of vectors, whose disk is the machine's.</summary>
public abstract class VectorServerOutages<TServer>
    where TServer : TestServer
{
    [Fact]
    public async Task A_server_that_is_killed()
    {
        await using var server = Create(network: null);
        await RunAsync(server, server.Port, Outage.Killed(server));
    }

    [Fact]
    public async Task A_server_that_stands_still()
    {
        await using var server = Create(network: null);
        await RunAsync(server, server.Port, Outage.StandsStill(server));
    }

    [Fact]
    public async Task A_server_that_is_cut_off()
    {
        using var network = new CuttableNetwork();
        await using var server = Create(network);
        await RunAsync(server, server.Port, Outage.CutOff(network));
    }

    [Fact]
    public async Task A_slow_server_is_not_down()
    {
        await using var server = Create(network: null);
        await using var line = new SlowLine(server);
        await RunAsync(server, line.Port, Outage.Slow(line, TimeSpan.FromMilliseconds(20)));
    }

    /// <summary>The server, which is started later.</summary>
    protected abstract TServer Create(CuttableNetwork? network);

    /// <summary>The provider, and what it is set to, for the server behind a port.</summary>
    protected abstract (string Provider, string Setting, string Value) Settings(TServer server, int port);

    protected async Task RunAsync(TServer server, int port, Outage outage)
    {
        ArgumentNullException.ThrowIfNull(server);
        await server.StartAsync(TestContext.Current.CancellationToken);
        var (provider, setting, value) = Settings(server, port);
        await new VectorsOutage(provider, (setting, value)).RunAsync(outage);
    }
}
