using Amazon.S3;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.System.Tests.Modes;

/// <summary>The main job in each mode by the same code: from one to the other nothing changes but environment variables.</summary>
public sealed class ModeTests
{
    private const string Bucket = "evidence";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_development_with_nothing_installed()
    {
        await using var system = await ModeSystem.StartAsync(("DEPLOYMENT_MODE", "development"));
        await DoMainJobAsync(system, "cache=memory", "data=sqlite", "files=local", "jobs=embedded", "vectors=embedded");
    }

    [Fact]
    public async Task On_premises_with_Redis_and_PostgreSQL()
    {
        await using var redis = new RedisServer();
        await using var postgres = new PostgresServer();
        await redis.StartAsync(Token);
        await postgres.StartAsync(Token);
        await using var system = await ModeSystem.StartAsync([("DEPLOYMENT_MODE", "on-premises"), .. Servers(redis, postgres)]);
        await DoMainJobAsync(system, "cache=redis", "data=postgres", "files=local", "jobs=postgres", "vectors=embedded");
    }

    [Fact]
    public async Task Hybrid_with_files_in_an_S3_bucket()
    {
        await using var redis = new RedisServer();
        await using var postgres = new PostgresServer();
        await using var ceph = new CephServer();
        await redis.StartAsync(Token);
        await postgres.StartAsync(Token);
        await ceph.StartAsync(Token);
        using (var client = new AmazonS3Client(
            CephServer.AccessKeyId, CephServer.SecretAccessKey, new AmazonS3Config { ServiceURL = ceph.Endpoint, ForcePathStyle = true, AuthenticationRegion = "us-east-1" }))
        {
            await client.PutBucketAsync(Bucket, Token);
        }

        await using var system = await ModeSystem.StartAsync(
        [
            ("DEPLOYMENT_MODE", "hybrid"), .. Servers(redis, postgres),
            ("STORAGE_PROVIDER", "s3"), ("S3_BUCKET_NAME", Bucket), ("AWS_REGION", "us-east-1"), ("Layers__Files__s3__Endpoint", ceph.Endpoint),
            ("AWS_ACCESS_KEY_ID", CephServer.AccessKeyId), ("AWS_SECRET_ACCESS_KEY", CephServer.SecretAccessKey),
        ]);
        await DoMainJobAsync(system, "cache=redis", "data=postgres", "files=s3", "jobs=postgres", "vectors=embedded");
    }

    private static IEnumerable<(string, string)> Servers(RedisServer redis, PostgresServer postgres) =>
    [
        ("ConnectionStrings__cache", $"127.0.0.1:{redis.Port},password={RedisServer.Password}"),
        ("ConnectionStrings__data", postgres.ConnectionString),
        ("VECTOR_DB_PROVIDER", "embedded"), ("Realize__Vectors", "embedded"), ("Realize__Credentials", "embedded"),
    ];

    private static async Task DoMainJobAsync(ModeSystem system, params string[] providers)
    {
        var caseId = await system.Client.CreateCaseAsync("Sshd refuses logins");
        var log = await File.ReadAllBytesAsync(Path.Combine(Repository.Logs, "OpenSSH_2k.log"), Token);
        var stored = await system.Client.UploadAsync(caseId, "OpenSSH_2k.log", log);
        var id = stored.GetProperty("id").GetString()!;
        await system.WaitUntilIndexedAsync(id);

        var found = (await system.Client.SearchAsync("invalid user webmaster", caseId))[0];
        found.GetProperty("text").GetString()!.ShouldContain("Invalid user webmaster");
        found.GetProperty("evidenceId").GetString().ShouldBe(id);
        (await system.Client.GetByteArrayAsync($"/api/evidence/{id}/content", Token)).ShouldBe(log);
        (await system.ActiveProvidersAsync()).ShouldBe(providers);
    }
}
