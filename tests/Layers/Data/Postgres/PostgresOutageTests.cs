using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.Layers.Tests.Data.Postgres;

/// <summary>Eight callers and the outbox on a real server, while something befalls it: nothing acknowledged is lost.</summary>
[Collection(OutageCollection.Name)]
public sealed class PostgresOutageTests() : ServerOutages<PostgresServer>(PostgresServer.Password, megabytes: 384)
{
    protected override TimeSpan Slowness => TimeSpan.FromMilliseconds(5);

    protected override PostgresServer Create(CuttableNetwork? network, SmallDisk? disk) => new() { Network = network, Disk = disk };

    protected override Task WorkAsync(PostgresServer server, int port, Outage outage) => NotesRun.RunAsync(
        [
            new("Deployment:Mode", "development"), new("Layers:Data:Chain", "postgres"), new("Layers:Data:postgres:Host", server.Host),
            new("Layers:Data:postgres:Port", $"{port}"), new("Layers:Data:postgres:Database", "postgres"), new("Layers:Data:postgres:Username", "postgres"),
            new("Layers:Data:postgres:Password", PostgresServer.Password), new("Layers:Data:postgres:CommandTimeout", "00:00:03"),
        ],
        outage);
}
