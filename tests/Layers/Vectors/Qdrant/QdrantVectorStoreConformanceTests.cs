using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Layers.Tests.Vectors.StandIns;
using DeploymentFlex.Vectors.Qdrant;

namespace DeploymentFlex.Layers.Tests.Vectors.Qdrant;

/// <summary>Against a stand-in that checks all that is said: there is no such server here.</summary>
[Conforms<QdrantStandIn>(Layer.Vectors, "qdrant")]
public sealed class QdrantVectorStoreConformanceTests(QdrantFixture fixture)
    : ServerVectorStoreConformance<QdrantVectorStore>(() => fixture.CreateStore()), IClassFixture<QdrantFixture>;
