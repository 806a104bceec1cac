using DeploymentFlex.Jobs.RabbitMQ;
using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.Layers.Tests.Jobs.RabbitMQ;

[Collection(OutageCollection.Name)]
public sealed class RabbitMqOutageTests() : ServerOutages<RabbitMqServer>(RabbitMqServer.Password, megabytes: 256)
{
    [Fact]
    public async Task A_server_whose_disk_is_nearly_full()
    {
        using var disk = new SmallDisk(megabytes: 256);
        await using var server = Create(network: null, disk);
        await server.StartAsync(Token);
        await WorkAsync(server, server.Port, Outage.DiskFull(disk) with
        {
            // It looks at its disk every few seconds.
            BeginAsync = () =>
            {
                disk.Fill(RabbitMqServer.MegabytesKeptFree / 2);
                return Until.TrueAsync(() => server.Output.Contains("disk resource limit alarm set", StringComparison.Ordinal), "RabbitMQ sees that its disk is nearly full");
            },
        });
    }

    // What writes the log of quorum queues ends at a full disk, and is not there again before the server was started anew.
    protected override Outage DiskFull(SmallDisk disk, RabbitMqServer server) => Outage.DiskFull(disk) with
    {
        EndAsync = async cancellationToken =>
        {
            disk.Free();
            await server.KillAsync();
            await server.StartAsync(cancellationToken);
        },
    };

    protected override RabbitMqServer Create(CuttableNetwork? network, SmallDisk? disk) => new() { Network = network, Disk = disk };

    protected override async Task WorkAsync(RabbitMqServer server, int port, Outage outage)
    {
        await using var host = await JobsHost.StartAsync(
            [.. JobWorkload.Settings("rabbitmq"), ("ConnectionStrings:queue", server.Url(port))]);
        await server.KnowsForGoodAsync(new RabbitMqOptions().Queue);
        await new JobWorkload(host).RunAsync(outage.Effect is OutageEffect.Total ? SeenLate(outage) : outage);
    }

    // For a moment, until it sees that the server is away, this instance still says what it knows.
    private static Outage SeenLate(Outage outage) => outage with { Effect = OutageEffect.Partial };
}
