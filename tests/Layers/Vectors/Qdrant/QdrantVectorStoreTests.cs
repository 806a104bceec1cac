using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Tests.Vectors.StandIns;
using DeploymentFlex.Vectors;
using DeploymentFlex.Vectors.Qdrant;
using DeploymentFlex.Vectors.Servers;

namespace DeploymentFlex.Layers.Tests.Vectors.Qdrant;

public sealed class QdrantVectorStoreTests(QdrantFixture qdrant) : IClassFixture<QdrantFixture>
{
    private static readonly float[] s_vector = [1, 0];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Doctor_sees_a_wrong_key_and_leaves_nothing()
    {
        var stranger = qdrant.Options;
        stranger.ApiKey = "another";

        (await CheckAsync(qdrant.Options)).ShouldAllBe(static check => check.Status == CheckStatus.Ok);
        (await CheckAsync(stranger)).Single(static check => check.Status is CheckStatus.Failure).Name.ShouldBe(CheckNames.Credentials);
    }

    [Fact]
    public async Task A_server_that_is_overloaded_is_a_failure_with_its_answer_and_no_key()
    {
        using var store = qdrant.CreateStore();
        await store.EnsureCollectionAsync("overloaded", 2, Cancellation);
        qdrant.Server.Refusal = 503;
        try
        {
            var error = await Should.ThrowAsync<VectorServerException>(async () => await store.SearchAsync("overloaded", s_vector, 1, filter: null, Cancellation));
            error.Message.ShouldStartWith("Qdrant answered 503 to POST collections/overloaded/points/query");
            error.ToString().ShouldNotContain(QdrantStandIn.Key);
        }
        finally
        {
            qdrant.Server.Refusal = null;
        }
    }

    [Fact]
    public async Task A_collection_that_somebody_deleted_is_empty_again()
    {
        using var store = qdrant.CreateStore();
        using var other = qdrant.CreateStore();
        await store.EnsureCollectionAsync("deleted", 2, Cancellation);
        await store.UpsertAsync("deleted", [new VectorRecord(Guid.CreateVersion7(), s_vector, new Dictionary<string, string>(StringComparer.Ordinal))], Cancellation);

        await other.DropCollectionAsync("deleted", Cancellation);

        (await store.SearchAsync("deleted", s_vector, 1, filter: null, Cancellation)).ShouldBeEmpty();
        await store.EnsureCollectionAsync("deleted", 3, Cancellation);
        (await store.CountAsync("deleted", Cancellation)).ShouldBe(0);
    }

    private async Task<IReadOnlyList<Check>> CheckAsync(QdrantOptions options)
    {
        var checks = new CheckList();
        using var store = qdrant.CreateStore(options);
        await store.CheckAsync(checks, Cancellation);
        return checks.All;
    }
}
