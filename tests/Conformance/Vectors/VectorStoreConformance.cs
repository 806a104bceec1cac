using DeploymentFlex.Vectors;
using Shouldly;
using Xunit;

namespace DeploymentFlex.Conformance.Vectors;

/// <summary>What every provider of vectors does. A store may hold other collections: each test has its own.</summary>
public abstract partial class VectorStoreConformance
{
    private const int Dimensions = 24;
    private const double Tolerance = 1e-5;

    private readonly string _collection = $"conformance-{Guid.CreateVersion7():n}";
    private readonly Random _random = new(20261121);

    /// <summary>The provider under test.</summary>
    protected abstract IVectorStore Store { get; }

    public static TheoryData<string> InvalidCollections => ["", "A", "a b", "../a", "a/b", ".", "a.b", "ä", "a\0", new string('a', 101)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(5, 0, 1)]
    [InlineData(-3, 0, 0)]
    [InlineData(0, 2, 0.5)]
    [InlineData(1, 1, 0.8535533905932737)]
    public async Task A_score_is_half_of_one_plus_the_cosine(float x, float y, double score)
    {
        await Store.EnsureCollectionAsync(_collection, 2, Cancellation);
        await Store.UpsertAsync(_collection, [new VectorRecord(Guid.CreateVersion7(), new[] { x, y }, Metadata())], Cancellation);

        var match = (await Store.SearchAsync(_collection, new[] { 2f, 0f }, 1, null, Cancellation)).ShouldHaveSingleItem();

        match.Score.ShouldBe(score, Tolerance);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(500)]
    [InlineData(1000)]
    public async Task The_nearest_are_found_best_first(int top)
    {
        var records = await FillAsync(500);
        var query = RandomVector();

        var matches = await Store.SearchAsync(_collection, query, top, null, Cancellation);

        ShouldBeNearest(matches, query, records, top);
    }

    [Theory]
    [InlineData(1e-14f)]
    [InlineData(1e-4f)]
    [InlineData(1e14f)]
    public async Task The_length_of_a_vector_does_not_count(float length)
    {
        var records = await FillAsync(50);
        var scaled = records.Select(record => record with { Vector = Array.ConvertAll(record.Vector.ToArray(), value => value * length) }).ToList();

        await Store.UpsertAsync(_collection, scaled, Cancellation);

        var query = RandomVector();
        ShouldBeNearest(await Store.SearchAsync(_collection, query, 50, null, Cancellation), query, records, 50);
    }

    [Fact]
    public async Task A_large_batch_is_written_as_a_whole()
    {
        var records = await FillAsync(2500);

        (await Store.CountAsync(_collection, Cancellation)).ShouldBe(2500);
        var query = RandomVector();
        ShouldBeNearest(await Store.SearchAsync(_collection, query, 5, VectorFilter.For("case", "case 2"), Cancellation), query, records.Where(static record => record.Metadata["case"] == "case 2").ToList(), 5);
    }

    [Fact]
    public async Task Metadata_comes_back_as_it_was()
    {
        var metadata = Metadata(("Name", "Übergröße ☃ \"quoted\"\n"), ("empty", ""), ("long", new string('x', 3000)));
        var (with, without) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Store.EnsureCollectionAsync(_collection, Dimensions, Cancellation);
        await Store.UpsertAsync(
            _collection,
            [new VectorRecord(with, RandomVector(), metadata), new VectorRecord(without, RandomVector(), Metadata())],
            Cancellation);

        var matches = await Store.SearchAsync(_collection, RandomVector(), 2, null, Cancellation);

        matches.Single(match => match.Id == with).Metadata.ShouldBe(metadata, ignoreOrder: true);
        matches.Single(match => match.Id == without).Metadata.ShouldBeEmpty();
        (await Store.SearchAsync(_collection, RandomVector(), 2, VectorFilter.For("Name", metadata["Name"]), Cancellation)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_record_with_a_known_id_replaces_the_old_one()
    {
        var records = await FillAsync(20);
        var replaced = records[7] with { Vector = RandomVector(), Metadata = Metadata(("case", "another")) };

        await Store.UpsertAsync(_collection, [replaced], Cancellation);

        (await Store.CountAsync(_collection, Cancellation)).ShouldBe(20);
        records[7] = replaced;
        var query = RandomVector();
        ShouldBeNearest(await Store.SearchAsync(_collection, query, 20, null, Cancellation), query, records, 20);
        (await Store.SearchAsync(_collection, query, 20, VectorFilter.For("case", "another"), Cancellation))
            .ShouldHaveSingleItem().Id.ShouldBe(replaced.Id);
    }

    [Fact]
    public async Task Of_one_id_twice_in_one_batch_the_last_counts()
    {
        var id = Guid.CreateVersion7();
        await Store.EnsureCollectionAsync(_collection, Dimensions, Cancellation);

        await Store.UpsertAsync(
            _collection,
            [new VectorRecord(id, RandomVector(), Metadata(("turn", "first"))), new VectorRecord(id, RandomVector(), Metadata(("turn", "second")))],
            Cancellation);

        (await Store.CountAsync(_collection, Cancellation)).ShouldBe(1);
        (await Store.SearchAsync(_collection, RandomVector(), 5, null, Cancellation)).ShouldHaveSingleItem().Metadata["turn"].ShouldBe("second");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task What_is_exported_and_imported_elsewhere_answers_the_same(int limit)
    {
        var records = await FillAsync(50);
        var copy = _collection + "-copy";
        await Store.EnsureCollectionAsync(copy, Dimensions, Cancellation);
        string? cursor = null;
        var exported = new List<VectorRecord>();
        do
        {
            var page = await Store.ExportAsync(_collection, cursor, limit, Cancellation);
            page.Records.Count.ShouldBeLessThanOrEqualTo(limit);
            exported.AddRange(page.Records);
            await Store.UpsertAsync(copy, page.Records, Cancellation);
            cursor = page.Cursor;
        }
        while (cursor is not null);

        exported.Select(static record => record.Id).Order().ShouldBe(records.Select(static record => record.Id).Order());
        foreach (var (record, original) in exported.OrderBy(static record => record.Id).Zip(records.OrderBy(static record => record.Id)))
        {
            record.Metadata.ShouldBe(original.Metadata, ignoreOrder: true);
            Cosine(record.Vector.Span, original.Vector.Span).ShouldBe(1, Tolerance);
        }

        var query = RandomVector();
        ShouldBeNearest(await Store.SearchAsync(copy, query, 50, null, Cancellation), query, records, 50);
    }

    [Fact]
    public async Task What_was_written_outlives_the_provider()
    {
        var records = await FillAsync(50);
        await Store.DeleteAsync(_collection, VectorFilter.For("case", "case 1"), Cancellation);
        records.RemoveAll(static record => record.Metadata["case"] == "case 1");

        await ReopenAsync();

        (await Store.CountAsync(_collection, Cancellation)).ShouldBe(records.Count);
        var query = RandomVector();
        ShouldBeNearest(await Store.SearchAsync(_collection, query, 50, null, Cancellation), query, records, 50);
        await Should.ThrowAsync<VectorDimensionException>(async () => await Store.EnsureCollectionAsync(_collection, Dimensions + 1, Cancellation));
    }

    [Fact]
    public async Task Many_writers_and_readers_get_along()
    {
        await FillAsync(10);
        var writers = Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                await Store.UpsertAsync(_collection, [new VectorRecord(Guid.CreateVersion7(), Ones(), Metadata(("writer", $"{writer}")))], Cancellation);
                (await FindAsync(writer)).ShouldBe(i + 1);
            }
        }));

        await Task.WhenAll(writers);

        (await Store.CountAsync(_collection, Cancellation)).ShouldBe(90);

        async Task<int> FindAsync(int writer) =>
            (await Store.SearchAsync(_collection, Ones(), 100, VectorFilter.For("writer", $"{writer}"), Cancellation)).Count;

        static float[] Ones() => [.. Enumerable.Repeat(1f, Dimensions)];
    }

    /// <summary>Opens the store again with what is on its disk or server: <see cref="Store"/> is another instance then.</summary>
    protected abstract ValueTask ReopenAsync();

    private static Dictionary<string, string> Metadata(params (string Name, string Value)[] values) =>
        values.ToDictionary(static item => item.Name, static item => item.Value, StringComparer.Ordinal);

    private static double Cosine(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        double product = 0, lengthX = 0, lengthY = 0;
        for (var i = 0; i < x.Length; i++)
        {
            product += (double)x[i] * y[i];
            lengthX += (double)x[i] * x[i];
            lengthY += (double)y[i] * y[i];
        }

        return product / Math.Sqrt(lengthX * lengthY);
    }

    private static void ShouldBeNearest(IReadOnlyList<VectorMatch> matches, float[] query, List<VectorRecord> records, int top)
    {
        var expected = records
            .Select(record => (record.Id, Score: (1 + Cosine(query, record.Vector.Span)) / 2, record.Metadata))
            .OrderByDescending(static item => item.Score).Take(top).ToList();
        matches.Select(static match => match.Id).ShouldBe(expected.Select(static item => item.Id));
        for (var i = 0; i < expected.Count; i++)
        {
            matches[i].Score.ShouldBe(expected[i].Score, Tolerance);
            matches[i].Metadata.ShouldBe(expected[i].Metadata, ignoreOrder: true);
        }
    }

    private async Task<List<VectorRecord>> FillAsync(int count)
    {
        var records = Enumerable.Range(0, count).Select(i => new VectorRecord(
            Guid.CreateVersion7(), RandomVector(), Metadata(("case", $"case {i % 5}"), ("parity", i % 2 == 0 ? "even" : "odd")))).ToList();
        await Store.EnsureCollectionAsync(_collection, Dimensions, Cancellation);
        await Store.UpsertAsync(_collection, records, Cancellation);
        return records;
    }

    private float[] RandomVector()
    {
        var vector = new float[Dimensions];
        var length = _random.NextSingle() + 0.5f;
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = (_random.NextSingle() - 0.5f) * length;
        }

        return vector;
    }
}
