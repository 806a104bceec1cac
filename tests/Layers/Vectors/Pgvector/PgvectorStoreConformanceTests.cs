using DeploymentFlex.Conformance.Table;
using DeploymentFlex.TestSupport;
using DeploymentFlex.Vectors.Pgvector;

namespace DeploymentFlex.Layers.Tests.Vectors.Pgvector;

[Conforms<PgvectorServer>(Layer.Vectors, "pgvector")]
public sealed class PgvectorStoreConformanceTests(PgvectorFixture fixture)
    : ServerVectorStoreConformance<PgvectorStore>(() => fixture.CreateStore()), IClassFixture<PgvectorFixture>;
