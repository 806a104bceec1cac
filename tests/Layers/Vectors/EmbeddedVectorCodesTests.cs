using DeploymentFlex.Vectors;
using DeploymentFlex.Vectors.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeploymentFlex.Layers.Tests.Vectors;

/// <summary>Large collections, in which the codes of the vectors are searched first; here every one that is large enough for it.</summary>
public sealed class EmbeddedVectorCodesTests : IAsyncDisposable
{
    private const string Name = "codes";
    private const int Count = 4_000;
    private const int Clusters = 40;
    private const int Top = 10;

    private readonly string _folder = Directory.CreateTempSubdirectory("vectors-").FullName;
    private readonly Random _random = new(20261121);
    private readonly EmbeddedVectorStore _store;

    public EmbeddedVectorCodesTests() => _store = new EmbeddedVectorStore(_folder, exactBelow: 0, NullLogger<EmbeddedVectorStore>.Instance);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(129)]
    [InlineData(384)]
    [InlineData(1000)]
    public async Task Nearly_all_of_the_nearest_are_found_whatever_the_dimension(int dimensions)
    {
        var records = await FillAsync(dimensions);
        var found = 0;
        for (var i = 0; i < 20; i++)
        {
            var query = Near(records[_random.Next(Count)].Vector.Span);
            var matches = await _store.SearchAsync(Name, query, Top, filter: null, Cancellation);

            // By score, as several may be equally near.
            var bar = Exact(records, query)[Top - 1] - 1e-6;
            found += matches.Count(match => match.Score >= bar);
            matches.Select(static match => match.Score).ShouldBe(matches.Select(static match => match.Score).OrderDescending());
        }

        ((double)found / (20 * Top)).ShouldBeGreaterThanOrEqualTo(0.99);
    }

    [Fact]
    public async Task What_is_written_replaced_and_deleted_is_seen_at_once()
    {
        var records = await FillAsync(96);
        var query = Near(records[0].Vector.Span);

        var added = new VectorRecord(Guid.CreateVersion7(), query, Metadata("added"));
        await _store.UpsertAsync(Name, [added], Cancellation);
        (await _store.SearchAsync(Name, query, Top, filter: null, Cancellation))[0].Id.ShouldBe(added.Id);

        await _store.UpsertAsync(Name, [added with { Vector = Negated(query) }], Cancellation);
        (await _store.SearchAsync(Name, query, Top, filter: null, Cancellation)).ShouldNotContain(match => match.Id == added.Id);
        (await _store.SearchAsync(Name, Negated(query), Top, filter: null, Cancellation))[0].Id.ShouldBe(added.Id);

        await _store.DeleteAsync(Name, VectorFilter.For("cluster", "added"), Cancellation);
        (await _store.SearchAsync(Name, Negated(query), Top, filter: null, Cancellation)).ShouldNotContain(match => match.Id == added.Id);
    }

    [Fact]
    public async Task Only_what_passes_the_filter_is_found()
    {
        var records = await FillAsync(96);
        var query = Near(records[0].Vector.Span);

        var matches = await _store.SearchAsync(Name, query, Top, VectorFilter.For("cluster", "7"), Cancellation);

        var passing = records.Where(static record => record.Metadata["cluster"] == "7").ToArray();
        matches.Select(static match => match.Score).ShouldBe(Exact(passing, query)[..Top], 1e-5);
    }

    private static Dictionary<string, string> Metadata(string cluster) => new(StringComparer.Ordinal) { ["cluster"] = cluster };

    private static float[] Negated(float[] vector) => Array.ConvertAll(vector, static value => -value);

    private static double[] Exact(IEnumerable<VectorRecord> records, float[] query) =>
        [.. records.Select(record => (1 + (double)System.Numerics.Tensors.TensorPrimitives.CosineSimilarity(query, record.Vector.Span)) / 2).OrderDescending().Take(Top)];

    private async Task<VectorRecord[]> FillAsync(int dimensions)
    {
        var centres = Enumerable.Range(0, Clusters).Select(_ => Random(dimensions)).ToArray();
        var records = Enumerable.Range(0, Count).Select(i => new VectorRecord(
            Guid.CreateVersion7(), Near(centres[i % Clusters]), Metadata($"{i % Clusters}"))).ToArray();
        await _store.EnsureCollectionAsync(Name, dimensions, Cancellation);
        await _store.UpsertAsync(Name, records, Cancellation);
        return records;
    }

    private float[] Random(int dimensions) => [.. Enumerable.Range(0, dimensions).Select(_ => _random.NextSingle() - 0.5f)];

    private float[] Near(ReadOnlySpan<float> vector)
    {
        var near = vector.ToArray();
        for (var i = 0; i < near.Length; i++)
        {
            near[i] += (_random.NextSingle() - 0.5f) * 0.6f;
        }

        return near;
    }
}
