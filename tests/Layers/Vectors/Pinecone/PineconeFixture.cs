using DeploymentFlex.Layers.Http;
using DeploymentFlex.Layers.Tests.Vectors.StandIns;
using DeploymentFlex.Vectors.Pinecone;

namespace DeploymentFlex.Layers.Tests.Vectors.Pinecone;

/// <summary>One stand-in for the tests of a class.</summary>
public sealed class PineconeFixture : IAsyncLifetime
{
    internal PineconeStandIn Server { get; } = new();

    public PineconeOptions Options => new() { Url = Server.Address, ApiKey = PineconeStandIn.Key };

    public async ValueTask InitializeAsync() => await Server.StartAsync(TestContext.Current.CancellationToken);

    public PineconeVectorStore CreateStore(PineconeOptions? options = null) =>
        new(options ?? Options, "Layers:Vectors:pinecone", ServerHttp.CreateHandler(caFile: null));

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
