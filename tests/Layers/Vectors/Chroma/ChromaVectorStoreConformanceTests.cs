using DeploymentFlex.Conformance.Table;
using DeploymentFlex.TestSupport;
using DeploymentFlex.Vectors.Chroma;

namespace DeploymentFlex.Layers.Tests.Vectors.Chroma;

[Conforms<ChromaServer>(Layer.Vectors, "chroma")]
public sealed class ChromaVectorStoreConformanceTests(ChromaFixture fixture)
    : ServerVectorStoreConformance<ChromaVectorStore>(() => fixture.CreateStore()), IClassFixture<ChromaFixture>;
