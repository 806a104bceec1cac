using DeploymentFlex.Layers.Tests.Vectors.StandIns;

namespace DeploymentFlex.Layers.Tests.Vectors.Pinecone;

[Collection(OutageCollection.Name)]
public sealed class PineconeOutageTests : StandInOutages
{
    private protected override SpecifiedServer Create() => new PineconeStandIn();

    private protected override (string Provider, (string Name, string Value)[] Settings) Describe(string address) =>
        ("pinecone", [("Layers:Vectors:pinecone:Url", address), ("Layers:Vectors:pinecone:ApiKey", PineconeStandIn.Key)]);
}
