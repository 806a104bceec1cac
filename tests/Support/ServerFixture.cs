using Xunit;
using Xunit.Sdk;

namespace DeploymentFlex.TestSupport;

/// <summary>One server for the tests of a class.</summary>
public class ServerFixture<TServer> : IAsyncLifetime
    where TServer : TestServer, new()
{
    private TServer? _server;

    /// <summary>Skips the test that asks for it where it is not installed.</summary>
    public TServer Server => _server ??= new TServer();

    public async ValueTask InitializeAsync()
    {
        try
        {
            await Server.StartAsync(TestContext.Current.CancellationToken);
        }
        catch (SkipException)
        {
            // In a fixture this would fail all tests; each is skipped when it asks for the server.
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
