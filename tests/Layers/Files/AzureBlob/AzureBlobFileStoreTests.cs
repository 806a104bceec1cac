using System.Security.Cryptography;
using DeploymentFlex.Files.AzureBlob;
using DeploymentFlex.Layers.Checks;

namespace DeploymentFlex.Layers.Tests.Files.AzureBlob;

[Collection(AzuriteCollection.Name)]
public sealed class AzureBlobFileStoreTests(AzuriteFixture azurite)
{
    private readonly string _key = $"tests/{Guid.CreateVersion7():n}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_blob_that_another_program_put_there_gets_its_hash_once()
    {
        var store = azurite.CreateStore();
        var blob = azurite.Container.GetBlobClient(_key);
        await blob.UploadAsync(BinaryData.FromString("theirs"), Cancellation);

        var expected = Convert.ToHexStringLower(SHA256.HashData("theirs"u8));
        (await store.FindAsync(_key, Cancellation)).ShouldNotBeNull().Sha256.ShouldBe(expected);
        (await blob.GetPropertiesAsync(cancellationToken: Cancellation)).Value.Metadata["sha256"].ShouldBe(expected);
    }

    [Fact]
    public async Task A_missing_container_is_a_failure_with_its_name()
    {
        var options = azurite.Options;
        options.Container = "nowhere";
        var store = azurite.CreateStore(options);

        (await Should.ThrowAsync<IOException>(async () => await store.ProbeAsync(Cancellation)))
            .Message.ShouldBe("The container 'nowhere' answered 404 ContainerNotFound.");
        await Should.ThrowAsync<IOException>(async () => await store.FindAsync(_key, Cancellation));
    }

    [Fact]
    public async Task Doctor_sees_what_is_missing_and_leaves_nothing()
    {
        var elsewhere = azurite.Options;
        elsewhere.Container = "nowhere";
        var stranger = azurite.Options;
        stranger.ConnectionString = azurite.Server.ConnectionString.Replace("AccountKey=", "AccountKey=AAAA", StringComparison.Ordinal);

        (await CheckAsync(azurite.Options)).ShouldAllBe(static check => check.Status == CheckStatus.Ok);
        (await CheckAsync(stranger)).Single(static check => check.Status is CheckStatus.Failure).Name.ShouldBe(CheckNames.Credentials);
        (await CheckAsync(elsewhere)).Single(static check => check.Status is CheckStatus.Failure).Name.ShouldBe(CheckNames.Permissions);
        (await azurite.CreateStore().ListAsync("deploymentflex-check", cursor: null, limit: 1, Cancellation)).Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_stands_still_ends_writes_after_the_stall_timeout()
    {
        var options = azurite.Options;
        options.StallTimeout = TimeSpan.FromMilliseconds(500);
        var store = azurite.CreateStore(options);
        azurite.Server.Suspend();
        try
        {
            using var content = new MemoryStream("content"u8.ToArray());
            await Should.ThrowAsync<TimeoutException>(async () => await store.WriteAsync(_key, content, content.Length, Cancellation));
        }
        finally
        {
            azurite.Server.Resume();
        }
    }

    private async Task<IReadOnlyList<Check>> CheckAsync(AzureBlobOptions options)
    {
        var checks = new CheckList();
        await azurite.CreateStore(options).CheckAsync(checks, Cancellation);
        return checks.All;
    }
}
