using DeploymentFlex.Jobs.RabbitMQ;
using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.Layers.Tests.Jobs.RabbitMQ;

[Collection(OutageCollection.Name)]
public sealed class RabbitMqOutageTests
{
    [Fact]
    public async Task A_server_that_is_killed()
    {
        await using var server = new RabbitMqServer();
        await RunAsync(server, server.Port, SeenLate(Outage.Killed(server)));
    }

    [Fact]
    public async Task A_server_that_stands_still()
    {
        await using var server = new RabbitMqServer();
        await RunAsync(server, server.Port, SeenLate(Outage.StandsStill(server)));
    }

    [Fact]
    public async Task A_server_whose_password_was_changed()
    {
        await using var server = new RabbitMqServer();
        await RunAsync(server, server.Port, SeenLate(Outage.PasswordRotated(server, RabbitMqServer.Password)));
    }

    [Fact]
    public async Task A_slow_server_is_not_down()
    {
        await using var server = new RabbitMqServer();
        await using var line = new SlowLine(server);
        await RunAsync(server, line.Port, Outage.Slow(line, TimeSpan.FromMilliseconds(20)));
    }

    // For a moment, until it sees that the server is away, this instance still says what it knows.
    private static Outage SeenLate(Outage outage) => outage with { Effect = OutageEffect.Partial };

    private static async Task RunAsync(RabbitMqServer server, int port, Outage outage)
    {
        await server.StartAsync(TestContext.Current.CancellationToken);
        await using var host = await JobsHost.StartAsync(
            [.. JobWorkload.Settings("rabbitmq"), ("ConnectionStrings:queue", server.Url(port))]);
        await server.KnowsForGoodAsync(new RabbitMqOptions().Queue);
        await new JobWorkload(host).RunAsync(outage);
    }
}
