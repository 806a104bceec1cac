using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Layers.Tests.Vectors.StandIns;
using DeploymentFlex.Vectors.Pinecone;

namespace DeploymentFlex.Layers.Tests.Vectors.Pinecone;

/// <summary>Against a stand-in that checks all that is said: there is no such server here.</summary>
[Conforms<PineconeStandIn>(Layer.Vectors, "pinecone")]
public sealed class PineconeVectorStoreConformanceTests(PineconeFixture fixture)
    : ServerVectorStoreConformance<PineconeVectorStore>(() => fixture.CreateStore()), IClassFixture<PineconeFixture>;
