using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Conformance.Vectors;
using DeploymentFlex.Vectors;
using DeploymentFlex.Vectors.Pinecone;

namespace DeploymentFlex.Layers.Tests.Vectors.Pinecone;

/// <summary>Against a stand-in that checks all that is said: there is no such server here.</summary>
[Conforms(Layer.Vectors, "pinecone")]
public sealed class PineconeVectorStoreConformanceTests(PineconeFixture fixture) : VectorStoreConformance, IClassFixture<PineconeFixture>, IDisposable
{
    private PineconeVectorStore _store = fixture.CreateStore();

    protected override IVectorStore Store => _store;

    public void Dispose() => _store.Dispose();

    protected override ValueTask ReopenAsync()
    {
        _store.Dispose();
        _store = fixture.CreateStore();
        return ValueTask.CompletedTask;
    }
}
