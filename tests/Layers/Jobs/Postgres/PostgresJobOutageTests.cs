using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.Layers.Tests.Jobs.Postgres;

[Collection(OutageCollection.Name)]
public sealed class PostgresJobOutageTests() : ServerOutages<PostgresServer>(PostgresServer.Password, megabytes: 384)
{
    protected override PostgresServer Create(CuttableNetwork? network, SmallDisk? disk) => new() { Network = network, Disk = disk };

    protected override Task WorkAsync(PostgresServer server, int port, Outage outage) => JobWorkload.RunAsync(
        "postgres",
        outage,
        ("Layers:Jobs:postgres:Host", server.Host), ("Layers:Jobs:postgres:Port", $"{port}"), ("Layers:Jobs:postgres:Database", "postgres"),
        ("Layers:Jobs:postgres:Username", "postgres"), ("Layers:Jobs:postgres:Password", PostgresServer.Password));
}
