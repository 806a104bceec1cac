using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.Layers.Tests.Vectors.Pgvector;

[Collection(OutageCollection.Name)]
public sealed class PgvectorOutageTests : VectorServerOutages<PgvectorServer>
{
    protected override PgvectorServer Create(CuttableNetwork? network) => new() { Network = network };

    protected override (string Provider, string Setting, string Value) Settings(PgvectorServer server) =>
        ("pgvector", "Layers:Vectors:pgvector:ConnectionString", server.ConnectionString);
}
