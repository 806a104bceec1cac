using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.Layers.Tests.Credentials;

[Collection(OutageCollection.Name)]
public sealed class PostgresCredentialOutageTests() : ServerOutages<PostgresServer>(PostgresServer.Password, megabytes: 384)
{
    protected override TimeSpan Slowness => TimeSpan.FromMilliseconds(5);

    protected override PostgresServer Create(CuttableNetwork? network, SmallDisk? disk) => new() { Network = network, Disk = disk };

    protected override Task WorkAsync(PostgresServer server, int port, Outage outage) => CredentialsOutage.RunAsync(
        outage,
        ("Layers:Data:Chain", "postgres"), ("Layers:Data:postgres:Host", server.Host), ("Layers:Data:postgres:Port", $"{port}"),
        ("Layers:Data:postgres:Database", "postgres"), ("Layers:Data:postgres:Username", "postgres"),
        ("Layers:Data:postgres:Password", PostgresServer.Password), ("Layers:Data:postgres:CommandTimeout", "00:00:01"));
}
