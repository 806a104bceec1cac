using Amazon.S3;
using DeploymentFlex.Files.S3;
using DeploymentFlex.Layers.Http;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.Layers.Tests.Files.S3;

/// <summary>One Ceph for all tests of the provider <c>s3</c>, and what they look into it with.</summary>
public sealed class CephFixture : IAsyncLifetime
{
    public const string Bucket = "evidence";

    private readonly List<IDisposable> _things = [];
    private CephServer? _server;

    /// <summary>Skips the test that asks for it where it is not installed.</summary>
    public CephServer Server => _server ??= new CephServer();

    /// <summary>The SDK's own client.</summary>
    public IAmazonS3 Client { get; private set; } = null!;

    public S3Options Options => new()
    {
        Endpoint = Server.Endpoint,
        Bucket = Bucket,
        AccessKeyId = CephServer.AccessKeyId,
        SecretAccessKey = CephServer.SecretAccessKey,
    };

    public async ValueTask InitializeAsync()
    {
        if (!CephServer.IsInstalled)
        {
            return;
        }

        await Server.StartAsync(TestContext.Current.CancellationToken);
        var http = ServerHttp.CreateClient(ServerHttp.CreateHandler(caFile: null));
        Client = S3Client.Create(Options, http, retries: 0);
        _things.AddRange([Client, http]);
        await Client.PutBucketAsync(Bucket, TestContext.Current.CancellationToken);
    }

    /// <summary>A store that is disposed of with the fixture.</summary>
    public S3FileStore CreateStore(S3Options? options = null)
    {
        var store = new S3FileStore(options ?? Options, ServerHttp.CreateHandler(caFile: null), TimeProvider.System);
        _things.Add(store);
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        _things.ForEach(static thing => thing.Dispose());
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
