using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.Layers.Tests.Jobs.Postgres;

[Collection(OutageCollection.Name)]
public sealed class PostgresJobOutageTests
{
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
    public async Task A_slow_server_is_not_down()
    {
        await using var server = new PostgresServer();
        await using var line = new SlowLine(server);
        await RunAsync(server, line.Port, Outage.Slow(line, TimeSpan.FromMilliseconds(20)));
    }

    private static async Task RunAsync(PostgresServer server, int port, Outage outage)
    {
        await server.StartAsync(TestContext.Current.CancellationToken);
        await using var host = await JobsHost.StartAsync(
        [
            .. JobWorkload.Settings("postgres"), ("Layers:Jobs:postgres:Host", server.Host), ("Layers:Jobs:postgres:Port", $"{port}"),
            ("Layers:Jobs:postgres:Database", "postgres"), ("Layers:Jobs:postgres:Username", "postgres"), ("Layers:Jobs:postgres:Password", PostgresServer.Password),
        ]);
        await new JobWorkload(host).RunAsync(outage);
    }
}
