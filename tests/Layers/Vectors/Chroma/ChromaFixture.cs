using DeploymentFlex.Layers.Http;
using DeploymentFlex.TestSupport;
using DeploymentFlex.Vectors.Chroma;

namespace DeploymentFlex.Layers.Tests.Vectors.Chroma;

/// <summary>One Chroma for the tests of a class.</summary>
public sealed class ChromaFixture : IAsyncLifetime
{
    private ChromaServer? _server;

    /// <summary>Skips the test that asks for it where it is not installed.</summary>
    public ChromaServer Server => _server ??= new ChromaServer();

    public async ValueTask InitializeAsync()
    {
        if (ChromaServer.IsInstalled)
        {
            await Server.StartAsync(TestContext.Current.CancellationToken);
        }
    }

    public ChromaVectorStore CreateStore() => Create(new ChromaOptions { Url = Server.Address });

    public static ChromaVectorStore Create(ChromaOptions options) => new(options, "Layers:Vectors:chroma", ServerHttp.CreateHandler(caFile: null));

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
