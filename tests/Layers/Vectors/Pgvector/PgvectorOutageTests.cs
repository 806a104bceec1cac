using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.Layers.Tests.Vectors.Pgvector;

[Collection(OutageCollection.Name)]
public sealed class PgvectorOutageTests : VectorServerOutages<PgvectorServer>
{
    [Fact]
    public async Task A_server_whose_password_was_changed()
    {
        await using var server = Create(network: null);
        await RunAsync(server, server.Port, Outage.PasswordRotated(server, PgvectorServer.Password));
    }

    protected override PgvectorServer Create(CuttableNetwork? network) => new() { Network = network };

    protected override (string Provider, string Setting, string Value) Settings(PgvectorServer server, int port) =>
        ("pgvector", "Layers:Vectors:pgvector:ConnectionString", server.ConnectionStringAt(port));
}
