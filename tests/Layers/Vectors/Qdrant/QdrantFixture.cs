using DeploymentFlex.Layers.Http;
using DeploymentFlex.Layers.Tests.Vectors.StandIns;
using DeploymentFlex.Vectors.Qdrant;

namespace DeploymentFlex.Layers.Tests.Vectors.Qdrant;

/// <summary>One stand-in for the tests of a class.</summary>
public sealed class QdrantFixture : IAsyncLifetime
{
    internal QdrantStandIn Server { get; } = new();

    public QdrantOptions Options => new() { Url = Server.Address, ApiKey = QdrantStandIn.Key };

    public async ValueTask InitializeAsync() => await Server.StartAsync(TestContext.Current.CancellationToken);

    public QdrantVectorStore CreateStore(QdrantOptions? options = null) =>
        new(options ?? Options, "Layers:Vectors:qdrant", ServerHttp.CreateHandler(caFile: null));

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
