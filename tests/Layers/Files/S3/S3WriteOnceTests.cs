using Amazon.S3.Model;
using DeploymentFlex.Conformance.Time;
using DeploymentFlex.Files;
using DeploymentFlex.Files.S3;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Http;
using Microsoft.AspNetCore.Http;

namespace DeploymentFlex.Layers.Tests.Files.S3;

/// <summary>Writers of one key, each between two requests of another.</summary>
[Collection(CephCollection.Name)]
public sealed class S3WriteOnceTests(CephFixture ceph)
{
    private readonly string _key = $"tests/{Guid.CreateVersion7():n}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_stored_between_a_claim_s_end_and_a_writer_s_second_try_stays()
    {
        await ClaimAsync();
        await using var relay = await S3Relay.StartAsync(ceph.Server.Endpoint);
        relay.Before = AroundHead(
            atHead: () => ceph.Client.DeleteObjectAsync(CephFixture.Bucket, _key, Cancellation),
            afterHead: () => WriteAsync(ceph.CreateStore(), "theirs"));

        await Should.ThrowAsync<FileExistsException>(WriteAsync(ceph.CreateStore(Through(relay)), "ours"));

        (await ReadAsync()).ShouldBe("theirs");
    }

    [Fact]
    public async Task Of_two_who_take_an_old_claim_over_one_has_the_key()
    {
        await ClaimAsync();
        var time = new ManualTime(DateTimeOffset.UtcNow + TimeSpan.FromHours(1.1));
        using var theirs = new S3FileStore(ceph.Options, ServerHttp.CreateHandler(caFile: null), time);
        await using var relay = await S3Relay.StartAsync(ceph.Server.Endpoint);
        using var ours = new S3FileStore(Through(relay), ServerHttp.CreateHandler(caFile: null), time);
        relay.Before = AroundHead(atHead: static () => Task.CompletedTask, afterHead: () => WriteAsync(theirs, "theirs"));

        await Should.ThrowAsync<FileExistsException>(WriteAsync(ours, "ours"));

        (await ReadAsync()).ShouldBe("theirs");
    }

    [Fact]
    public async Task A_key_that_may_not_tag_fails_the_doctor()
    {
        await using var relay = await S3Relay.StartAsync(ceph.Server.Endpoint);
        relay.Before = static request => Task.FromResult<int?>(request.Query.ContainsKey("tagging") ? StatusCodes.Status403Forbidden : null);
        var checks = new CheckList();

        await ceph.CreateStore(Through(relay)).CheckAsync(checks, Cancellation);

        var failure = checks.All.Single(static check => check.Status is CheckStatus.Failure);
        failure.Name.ShouldBe(CheckNames.Permissions);
        failure.NextStep.ShouldNotBeNull().ShouldContain("tagging");
    }

    private S3Options Through(S3Relay relay)
    {
        var options = ceph.Options;
        options.Endpoint = relay.Endpoint;
        return options;
    }

    private static Func<HttpRequest, Task<int?>> AroundHead(Func<Task> atHead, Func<Task> afterHead)
    {
        var (hasLooked, isOver) = (false, false);
        return async request =>
        {
            if (request.Method == HttpMethods.Head)
            {
                await atHead();
                hasLooked = true;
            }
            else if (hasLooked && !isOver)
            {
                isOver = true;
                await afterHead();
            }

            return null;
        };
    }

    private async Task ClaimAsync()
    {
        var claim = new PutObjectRequest { BucketName = CephFixture.Bucket, Key = _key, ContentBody = "", UseChunkEncoding = false };
        claim.Metadata["claim"] = "true";
        await ceph.Client.PutObjectAsync(claim, Cancellation);
    }

    private async Task WriteAsync(S3FileStore store, string text)
    {
        using var content = new MemoryStream(System.Text.Encoding.ASCII.GetBytes(text));
        await store.WriteAsync(_key, content, content.Length, Cancellation);
    }

    private async Task<string> ReadAsync()
    {
        await using var content = (await ceph.CreateStore().OpenReadAsync(_key, 0, length: null, Cancellation)).ShouldNotBeNull();
        using var reader = new StreamReader(content);
        return await reader.ReadToEndAsync(Cancellation);
    }
}
