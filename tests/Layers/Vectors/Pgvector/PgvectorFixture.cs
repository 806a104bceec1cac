using DeploymentFlex.TestSupport;
using DeploymentFlex.Vectors.Pgvector;

namespace DeploymentFlex.Layers.Tests.Vectors.Pgvector;

/// <summary>One PostgreSQL with pgvector for the tests of a class, and its tables.</summary>
public sealed class PgvectorFixture : IAsyncLifetime
{
    private PgvectorServer? _server;

    /// <summary>Skips the test that asks for it where it is not installed.</summary>
    public PgvectorServer Server => _server ??= new PgvectorServer();

    public PgvectorOptions Options => new() { ConnectionString = Server.ConnectionString };

    public async ValueTask InitializeAsync()
    {
        if (PgvectorServer.IsInstalled)
        {
            await Server.StartAsync(TestContext.Current.CancellationToken);
            await using var store = CreateStore();
            await store.Schema.MigrateAsync(TestContext.Current.CancellationToken);
        }
    }

    public PgvectorStore CreateStore(PgvectorOptions? options = null) => new(options ?? Options, "Layers:Vectors:pgvector", TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
