using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.Layers.Tests.Vectors;

/// <summary>What befalls a server of vectors, whose password nobody changes and whose disk is the machine's.</summary>
public abstract class VectorServerOutages<TServer>
    where TServer : TestServer
{
    [Fact]
    public async Task A_server_that_is_killed()
    {
        await using var server = Create(network: null);
        await RunAsync(server, Outage.Killed(server));
    }

    [Fact]
    public async Task A_server_that_stands_still()
    {
        await using var server = Create(network: null);
        await RunAsync(server, Outage.StandsStill(server));
    }

    [Fact]
    public async Task A_server_that_is_cut_off()
    {
        using var network = new CuttableNetwork();
        await using var server = Create(network);
        await RunAsync(server, Outage.CutOff(network));
    }

    /// <summary>The server, which is started later.</summary>
    protected abstract TServer Create(CuttableNetwork? network);

    /// <summary>The provider, and what it is set to.</summary>
    protected abstract (string Provider, string Setting, string Value) Settings(TServer server);

    private async Task RunAsync(TServer server, Outage outage)
    {
        await server.StartAsync(TestContext.Current.CancellationToken);
        var (provider, setting, value) = Settings(server);
        await new VectorsOutage(provider, (setting, value)).RunAsync(outage);
    }
}
