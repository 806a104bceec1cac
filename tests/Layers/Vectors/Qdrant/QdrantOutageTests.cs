using DeploymentFlex.Layers.Tests.Vectors.StandIns;

namespace DeploymentFlex.Layers.Tests.Vectors.Qdrant;

[Collection(OutageCollection.Name)]
public sealed class QdrantOutageTests : StandInOutages
{
    private protected override SpecifiedServer Create() => new QdrantStandIn();

    private protected override (string Provider, (string Name, string Value)[] Settings) Describe(string address) =>
        ("qdrant", [("Layers:Vectors:qdrant:Url", address), ("Layers:Vectors:qdrant:ApiKey", QdrantStandIn.Key)]);
}
