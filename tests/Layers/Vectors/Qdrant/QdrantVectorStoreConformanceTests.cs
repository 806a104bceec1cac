using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Conformance.Vectors;
using DeploymentFlex.Vectors;
using DeploymentFlex.Vectors.Qdrant;

namespace DeploymentFlex.Layers.Tests.Vectors.Qdrant;

/// <summary>Against a stand-in that checks all that is said: there is no such server here.</summary>
[Conforms(Layer.Vectors, "qdrant")]
public sealed class QdrantVectorStoreConformanceTests(QdrantFixture fixture) : VectorStoreConformance, IClassFixture<QdrantFixture>, IDisposable
{
    private QdrantVectorStore _store = fixture.CreateStore();

    protected override IVectorStore Store => _store;

    public void Dispose() => _store.Dispose();

    protected override ValueTask ReopenAsync()
    {
        _store.Dispose();
        _store = fixture.CreateStore();
        return ValueTask.CompletedTask;
    }
}
