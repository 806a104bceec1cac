using Azure.Storage.Blobs;
using DeploymentFlex.Files.AzureBlob;
using DeploymentFlex.Layers.Http;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.Layers.Tests.Files.AzureBlob;

/// <summary>One Azurite for all tests of the provider <c>azure-blob</c>.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private readonly List<IDisposable> _stores = [];
    private AzuriteServer? _server;

    /// <summary>Skips the test that asks for it where it is not installed.</summary>
    public AzuriteServer Server => _server ??= new AzuriteServer();

    public AzureBlobOptions Options => new() { ConnectionString = Server.ConnectionString };

    /// <summary>The SDK's own client.</summary>
    public BlobContainerClient Container => new(Server.ConnectionString, Options.Container);

    public async ValueTask InitializeAsync()
    {
        if (AzuriteServer.IsInstalled)
        {
            await Server.StartAsync(TestContext.Current.CancellationToken);
            await Container.CreateAsync(cancellationToken: TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A store that is disposed of with the fixture.</summary>
    public AzureBlobFileStore CreateStore(AzureBlobOptions? options = null)
    {
        var store = new AzureBlobFileStore(options ?? Options, ServerHttp.CreateHandler(caFile: null), TimeProvider.System);
        _stores.Add(store);
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        _stores.ForEach(static store => store.Dispose());
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
