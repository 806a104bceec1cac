using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Tests.Vectors.StandIns;
using DeploymentFlex.Vectors;
using DeploymentFlex.Vectors.Pinecone;
using DeploymentFlex.Vectors.Servers;

namespace DeploymentFlex.Layers.Tests.Vectors.Pinecone;

public sealed class PineconeVectorStoreTests(PineconeFixture pinecone) : IClassFixture<PineconeFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private PineconeOptions ByName => new() { Index = PineconeStandIn.IndexName, ApiKey = PineconeStandIn.Key, ControlUrl = pinecone.Server.Address, Environment = PineconeStandIn.Region };

    [Fact]
    public async Task The_host_of_an_index_is_asked_for_by_its_name()
    {
        using var store = pinecone.CreateStore(ByName);

        await store.EnsureCollectionAsync("by-name", 4, Cancellation);

        (await store.CountAsync("by-name", Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task An_index_that_is_elsewhere_or_not_there_is_refused()
    {
        var elsewhere = ByName;
        elsewhere.Environment = "eu-west-1";
        var nowhere = ByName;
        nowhere.Index = "nowhere";

        (await RefusedAsync(elsewhere)).ShouldBe("The index deploymentflex of Pinecone is not in eu-west-1.");
        (await RefusedAsync(nowhere)).ShouldBe("Pinecone has no index nowhere.");
    }

    [Fact]
    public async Task More_dimensions_than_the_index_has_are_refused()
    {
        using var store = pinecone.CreateStore();

        (await Should.ThrowAsync<VectorDimensionException>(async () => await store.EnsureCollectionAsync("large", 33, Cancellation)))
            .Message.ShouldBe("The index of Pinecone has 32 dimensions; 'large' needs 33. Name an index with as many.");
    }

    [Fact]
    public async Task Doctor_sees_a_wrong_key_and_leaves_nothing()
    {
        var stranger = pinecone.Options;
        stranger.ApiKey = "another";

        (await CheckAsync(pinecone.Options)).ShouldAllBe(static check => check.Status == CheckStatus.Ok);
        (await CheckAsync(stranger)).Single(static check => check.Status is CheckStatus.Failure).Name.ShouldBe(CheckNames.Credentials);
    }

    private async Task<string> RefusedAsync(PineconeOptions options)
    {
        using var store = pinecone.CreateStore(options);
        return (await Should.ThrowAsync<VectorServerException>(async () => await store.ProbeAsync(Cancellation))).Message;
    }

    private async Task<IReadOnlyList<Check>> CheckAsync(PineconeOptions options)
    {
        var checks = new CheckList();
        using var store = pinecone.CreateStore(options);
        await store.CheckAsync(checks, Cancellation);
        return checks.All;
    }
}
