using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Vectors;
using DeploymentFlex.Vectors.Chroma;

namespace DeploymentFlex.Layers.Tests.Vectors.Chroma;

public sealed class ChromaVectorStoreTests(ChromaFixture chroma) : IClassFixture<ChromaFixture>
{
    private const int Dimensions = 24;

    private static readonly float[] s_equal = [.. Enumerable.Repeat(1f, Dimensions)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Doctor_sees_a_database_that_is_not_there_and_leaves_nothing()
    {
        var before = await CountCollectionsAsync();

        (await CheckAsync(new ChromaOptions { Url = chroma.Server.Address })).ShouldAllBe(static check => check.Status == CheckStatus.Ok);
        (await CheckAsync(new ChromaOptions { Url = chroma.Server.Address, Database = "nowhere" }))
            .Single(static check => check.Status is CheckStatus.Failure).Name.ShouldBe(CheckNames.Credentials);

        (await CountCollectionsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Every_one_of_many_equal_vectors_is_found()
    {
        using var store = chroma.CreateStore();
        await store.EnsureCollectionAsync("equal", Dimensions, Cancellation);
        await store.UpsertAsync("equal", [.. Enumerable.Range(0, 10).Select(static i => Record(Vector(i), "other"))], Cancellation);
        for (var i = 0; i < 120; i++)
        {
            await store.UpsertAsync("equal", [Record(s_equal, $"{i % 12}")], Cancellation);
        }

        var behind = await store.SearchAsync("equal", s_equal, 100, VectorFilter.For("twelfth", "7"), Cancellation);
        var all = await store.SearchAsync("equal", s_equal, 1000, filter: null, Cancellation);

        behind.Count.ShouldBe(10);
        behind.ShouldAllBe(static match => match.Score > 0.999);
        all.Count.ShouldBe(130);
        all.Take(120).ShouldAllBe(static match => match.Score > 0.999);
        all.Select(static match => match.Score).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public async Task A_server_takes_writes_after_callers_gave_up()
    {
        using var store = chroma.CreateStore();
        await store.EnsureCollectionAsync("given-up", Dimensions, Cancellation);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(async i =>
        {
            using var impatience = new CancellationTokenSource(TimeSpan.FromMilliseconds(i / 2));
            try
            {
                await store.UpsertAsync("given-up", [Record(Vector(i), "impatient")], impatience.Token);
            }
            catch (OperationCanceledException)
            {
                // He does not know what came of it.
            }
        }));

        await store.UpsertAsync("given-up", [Record(s_equal, "patient")], Cancellation);

        (await store.SearchAsync("given-up", s_equal, 1, VectorFilter.For("twelfth", "patient"), Cancellation)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_collection_that_somebody_deleted_is_empty_again()
    {
        using var store = chroma.CreateStore();
        using var other = chroma.CreateStore();
        await store.EnsureCollectionAsync("deleted", Dimensions, Cancellation);
        await store.UpsertAsync("deleted", [Record(s_equal, "1")], Cancellation);

        await other.DropCollectionAsync("deleted", Cancellation);

        (await store.SearchAsync("deleted", s_equal, 1, filter: null, Cancellation)).ShouldBeEmpty();
        await store.EnsureCollectionAsync("deleted", 3, Cancellation);
        (await store.CountAsync("deleted", Cancellation)).ShouldBe(0);
    }

    private async Task<string> CountCollectionsAsync()
    {
        using var http = new HttpClient();
        return await http.GetStringAsync($"{chroma.Server.Address}/api/v2/tenants/default_tenant/databases/default_database/collections_count", Cancellation);
    }

    private static VectorRecord Record(float[] vector, string twelfth) =>
        new(Guid.CreateVersion7(), vector, new Dictionary<string, string>(StringComparer.Ordinal) { ["twelfth"] = twelfth });

    private static float[] Vector(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Dimensions).Select(_ => random.NextSingle() - 0.5f)];
    }

    private static async Task<IReadOnlyList<Check>> CheckAsync(ChromaOptions options)
    {
        var checks = new CheckList();
        using var store = ChromaFixture.Create(options);
        await store.CheckAsync(checks, Cancellation);
        return checks.All;
    }
}
