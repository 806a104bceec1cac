using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Vectors;
using DeploymentFlex.Vectors.Pgvector;

namespace DeploymentFlex.Layers.Tests.Vectors.Pgvector;

public sealed class PgvectorStoreTests(PgvectorFixture postgres) : IClassFixture<PgvectorFixture>
{
    private const int Dimensions = 16;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_index_finds_the_nearest_also_behind_a_filter_and_more_than_it_looks_at_at_once()
    {
        var options = postgres.Options;
        options.ExactBelow = 0;
        options.EfSearch = 10;
        await using var indexed = postgres.CreateStore(options);
        await using var exact = postgres.CreateStore();
        await indexed.EnsureCollectionAsync("indexed", Dimensions, Cancellation);
        var random = new Random(20261121);
        await indexed.UpsertAsync("indexed", [.. Enumerable.Range(0, 3000).Select(i => Record(random, i))], Cancellation);

        foreach (var filter in new[] { null, VectorFilter.For("tenth", "3") })
        {
            var query = Vector(random);
            var found = await indexed.SearchAsync("indexed", query, 40, filter, Cancellation);
            var expected = await exact.SearchAsync("indexed", query, 40, filter, Cancellation);

            found.Count.ShouldBe(40);
            found.Select(static match => match.Id).Intersect(expected.Select(static match => match.Id)).Count().ShouldBeGreaterThan(30);
        }
    }

    [Fact]
    public async Task Behind_a_filter_that_few_of_many_pass_all_of_them_are_found()
    {
        // The index alone, which gives up long before it has seen all.
        var options = postgres.Options;
        options.ConnectionString += ";Options=-c enable_seqscan=off -c enable_bitmapscan=off -c hnsw.max_scan_tuples=100";
        options.ExactBelow = 0;
        options.EfSearch = 10;
        await using var store = postgres.CreateStore(options);
        await store.EnsureCollectionAsync("selective", Dimensions, Cancellation);
        var random = new Random(20261122);
        var rare = Enumerable.Range(0, 3000).Select(i => Record(random, i % 300 == 0 ? 7 : 1)).ToList();
        await store.UpsertAsync("selective", rare, Cancellation);

        for (var i = 0; i < 5; i++)
        {
            var found = await store.SearchAsync("selective", Vector(random), 40, VectorFilter.For("tenth", "7"), Cancellation);
            found.Count.ShouldBe(10);
            found.Select(static match => match.Score).ShouldBeInOrder(SortDirection.Descending);
        }
    }

    [Fact]
    public async Task A_schema_that_nobody_migrated_is_said_and_a_second_migration_does_nothing()
    {
        var options = postgres.Options;
        options.Schema = $"vectors_{Guid.NewGuid():N}";
        await using var store = postgres.CreateStore(options);

        (await Should.ThrowAsync<SettingsException>(store.Schema.CheckAsync(Cancellation))).Message.ShouldContain("'migrate'");
        (await store.Schema.MigrateAsync(Cancellation)).ShouldBe(["1"]);
        (await store.Schema.MigrateAsync(Cancellation)).ShouldBeEmpty();
        await store.Schema.CheckAsync(Cancellation);
    }

    [Fact]
    public async Task Doctor_sees_the_extension_and_a_wrong_password()
    {
        var stranger = postgres.Options;
        stranger.ConnectionString = stranger.ConnectionString!.Replace("Password=", "Password=not-", StringComparison.Ordinal);

        var checks = await CheckAsync(postgres.Options);
        checks.ShouldAllBe(static check => check.Status == CheckStatus.Ok);
        checks[^1].Seen.ShouldStartWith("pgvector 0.8");
        (await CheckAsync(stranger)).Single(static check => check.Status is CheckStatus.Failure).Name.ShouldBe(CheckNames.Credentials);
    }

    [Fact]
    public async Task A_collection_that_somebody_deleted_is_empty_again()
    {
        await using var store = postgres.CreateStore();
        await using var other = postgres.CreateStore();
        await store.EnsureCollectionAsync("deleted", Dimensions, Cancellation);
        await store.CountAsync("deleted", Cancellation);

        await other.DropCollectionAsync("deleted", Cancellation);

        (await store.CountAsync("deleted", Cancellation)).ShouldBe(0);
        await store.EnsureCollectionAsync("deleted", 3, Cancellation);
    }

    private static VectorRecord Record(Random random, int number) =>
        new(Guid.CreateVersion7(), Vector(random), new Dictionary<string, string>(StringComparer.Ordinal) { ["tenth"] = $"{number % 10}" });

    private static float[] Vector(Random random) => [.. Enumerable.Range(0, Dimensions).Select(_ => random.NextSingle() - 0.5f)];

    private async Task<IReadOnlyList<Check>> CheckAsync(PgvectorOptions options)
    {
        var checks = new CheckList();
        await using var store = postgres.CreateStore(options);
        await store.CheckAsync(checks, Cancellation);
        return checks.All;
    }
}
