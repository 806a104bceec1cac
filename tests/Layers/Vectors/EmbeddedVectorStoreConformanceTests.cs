using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Conformance.Vectors;
using DeploymentFlex.Vectors;
using DeploymentFlex.Vectors.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeploymentFlex.Layers.Tests.Vectors;

[Conforms(Layer.Vectors, "embedded")]
public sealed class EmbeddedVectorStoreConformanceTests : VectorStoreConformance, IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vectors-").FullName;
    private EmbeddedVectorStore _store;

    public EmbeddedVectorStoreConformanceTests() => _store = Open();

    protected override IVectorStore Store => _store;

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    protected override async ValueTask ReopenAsync()
    {
        await _store.DisposeAsync();
        _store = Open();
    }

    private EmbeddedVectorStore Open() => new(_folder, 20_000, NullLogger<EmbeddedVectorStore>.Instance);
}
