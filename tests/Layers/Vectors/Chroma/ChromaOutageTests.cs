using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.Layers.Tests.Vectors.Chroma;

[Collection(OutageCollection.Name)]
public sealed class ChromaOutageTests : VectorServerOutages<ChromaServer>
{
    protected override ChromaServer Create(CuttableNetwork? network) => new() { Network = network };

    protected override (string Provider, string Setting, string Value) Settings(ChromaServer server, int port) =>
        ("chroma", "Layers:Vectors:chroma:Url", server.AddressAt(port));
}
