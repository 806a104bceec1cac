using System.Net.Sockets;
using System.Security.Cryptography;
using Amazon.S3.Model;
using DeploymentFlex.Conformance.Time;
using DeploymentFlex.Files;
using DeploymentFlex.Files.S3;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Http;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.Layers.Tests.Files.S3;

[Collection(CephCollection.Name)]
public sealed class S3FileStoreTests(CephFixture ceph)
{
    private readonly string _key = $"tests/{Guid.CreateVersion7():n}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_object_that_another_program_put_there_gets_its_hash_once()
    {
        var store = ceph.CreateStore();
        await ceph.Client.PutObjectAsync(Put(content: "theirs"), Cancellation);

        var expected = Convert.ToHexStringLower(SHA256.HashData("theirs"u8));
        (await store.FindAsync(_key, Cancellation)).ShouldNotBeNull().Sha256.ShouldBe(expected);
        var tags = await ceph.Client.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = CephFixture.Bucket, Key = _key }, Cancellation);
        tags.Tagging.ShouldHaveSingleItem().Value.ShouldBe(expected);
    }

    [Fact]
    public async Task A_key_that_is_claimed_for_a_file_in_parts_holds_none_yet()
    {
        var store = ceph.CreateStore();
        var claim = Put(content: "");
        claim.Metadata["claim"] = "true";
        await ceph.Client.PutObjectAsync(claim, Cancellation);

        (await store.FindAsync(_key, Cancellation)).ShouldBeNull();
        (await store.OpenReadAsync(_key, 0, length: null, Cancellation)).ShouldBeNull();
        (await store.DeleteAsync(_key, Cancellation)).ShouldBeFalse();
        (await store.ListAsync(_key, cursor: null, limit: 10, Cancellation)).Files.ShouldBeEmpty();
        await Should.ThrowAsync<FileExistsException>(() => WriteAsync(store));
    }

    [Fact]
    public async Task A_claim_of_a_writer_that_crashed_is_taken_over_after_an_hour()
    {
        var claim = Put(content: "");
        claim.Metadata["claim"] = "true";
        await ceph.Client.PutObjectAsync(claim, Cancellation);
        var time = new ManualTime(DateTimeOffset.UtcNow + TimeSpan.FromHours(1.1));
        using var store = new S3FileStore(ceph.Options, ServerHttp.CreateHandler(caFile: null), time);

        await WriteAsync(store);

        (await store.FindAsync(_key, Cancellation)).ShouldNotBeNull().Size.ShouldBe(7);
    }

    [Fact]
    public async Task A_bucket_is_also_found_by_its_own_host_name()
    {
        var handler = ServerHttp.CreateHandler(caFile: null);
        var hosts = new List<string>();
        handler.ConnectCallback = async (context, token) =>
        {
            hosts.Add(context.DnsEndPoint.Host);
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync("127.0.0.1", ceph.Server.Gateway.Port, token);
            return new NetworkStream(socket, ownsSocket: true);
        };
        var options = ceph.Options;
        (options.Endpoint, options.Addressing) = ($"http://s3.test:{ceph.Server.Gateway.Port}", S3Addressing.Virtual);
        using var store = new S3FileStore(options, handler, TimeProvider.System);

        await WriteAsync(store);

        (await store.FindAsync(_key, Cancellation)).ShouldNotBeNull();
        hosts.ShouldAllBe(host => host == $"{CephFixture.Bucket}.s3.test");
        (await ceph.CreateStore().FindAsync(_key, Cancellation)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_wrong_key_and_a_missing_bucket_are_failures_with_their_names()
    {
        var stranger = ceph.Options;
        stranger.SecretAccessKey = "another";
        var elsewhere = ceph.Options;
        elsewhere.Bucket = "nowhere";

        var refused = await Should.ThrowAsync<IOException>(async () => await ceph.CreateStore(stranger).ProbeAsync(Cancellation));
        var missing = await Should.ThrowAsync<IOException>(async () => await ceph.CreateStore(elsewhere).ProbeAsync(Cancellation));

        refused.Message.ShouldContain("SignatureDoesNotMatch");
        refused.ToString().ShouldNotContain("another");
        missing.Message.ShouldContain("The bucket 'nowhere' answered 404 NoSuchBucket");
    }

    [Fact]
    public async Task Doctor_sees_what_is_missing_and_leaves_nothing()
    {
        var stranger = ceph.Options;
        stranger.AccessKeyId = "nobody";
        var elsewhere = ceph.Options;
        elsewhere.Bucket = "nowhere";
        var away = ceph.Options;
        away.Endpoint = $"http://127.0.0.1:{FreePort.Next()}";

        (await CheckAsync(ceph.Options)).ShouldAllBe(static check => check.Status == CheckStatus.Ok);
        (await CheckAsync(stranger)).Single(static check => check.Status is CheckStatus.Failure).Name.ShouldBe(CheckNames.Credentials);
        (await CheckAsync(elsewhere)).Single(static check => check.Status is CheckStatus.Failure).Name.ShouldBe(CheckNames.Permissions);
        (await CheckAsync(away)).ShouldHaveSingleItem().Name.ShouldBe(CheckNames.Reachable);
        (await ceph.CreateStore().ListAsync("deploymentflex-check", cursor: null, limit: 1, Cancellation)).Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_stands_still_ends_writes_and_reads_after_the_stall_timeout()
    {
        var options = ceph.Options;
        options.StallTimeout = TimeSpan.FromSeconds(3);
        var store = ceph.CreateStore(options);
        await using var large = new ZeroStream(64 << 20);
        await ceph.CreateStore().WriteAsync(_key, large, expectedLength: null, Cancellation);
        await using var reading = (await store.OpenReadAsync(_key, 0, length: null, Cancellation)).ShouldNotBeNull();
        ceph.Server.Gateway.Suspend();
        try
        {
            await Should.ThrowAsync<TimeoutException>(() => WriteAsync(store, _key + "-2"));
            await Should.ThrowAsync<IOException>(() => reading.CopyToAsync(Stream.Null, Cancellation));
        }
        finally
        {
            ceph.Server.Gateway.Resume();
        }
    }

    private async Task<IReadOnlyList<Check>> CheckAsync(S3Options options)
    {
        var checks = new CheckList();
        await ceph.CreateStore(options).CheckAsync(checks, Cancellation);
        return checks.All;
    }

    private PutObjectRequest Put(string content) => new() { BucketName = CephFixture.Bucket, Key = _key, ContentBody = content, UseChunkEncoding = false };

    private Task<StoredFile> WriteAsync(S3FileStore store) => WriteAsync(store, _key);

    private static async Task<StoredFile> WriteAsync(S3FileStore store, string key)
    {
        using var content = new MemoryStream("content"u8.ToArray());
        return await store.WriteAsync(key, content, content.Length, Cancellation);
    }
}
