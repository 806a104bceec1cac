using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Conformance.Vectors;
using DeploymentFlex.TestSupport;
using DeploymentFlex.Vectors;
using DeploymentFlex.Vectors.Pgvector;

namespace DeploymentFlex.Layers.Tests.Vectors.Pgvector;

[Conforms<PgvectorServer>(Layer.Vectors, "pgvector")]
public sealed class PgvectorStoreConformanceTests(PgvectorFixture fixture) : VectorStoreConformance, IClassFixture<PgvectorFixture>, IAsyncDisposable
{
    private PgvectorStore _store = fixture.CreateStore();

    protected override IVectorStore Store => _store;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    protected override async ValueTask ReopenAsync()
    {
        await _store.DisposeAsync();
        _store = fixture.CreateStore();
    }
}
