using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using DeploymentFlex.Vectors;
using DeploymentFlex.Vectors.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeploymentFlex.Benchmarks;

/// <summary>100,000 vectors of 384 dimensions: the embedded store against a plain loop over an array of arrays.</summary>
#pragma warning disable CA1001 // BenchmarkDotNet ends with the global clean-up.
[MemoryDiagnoser]
public class VectorSearchBenchmarks
#pragma warning restore CA1001
{
    private const int Count = 100_000;
    private const int Top = 10;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"vector-search-{Guid.CreateVersion7():n}");
    private readonly float[] _query = RandomVectors.One(-1);
    private readonly VectorFilter _filter = VectorFilter.For("case", "case 7");
    private float[][] _vectors = [];
    private EmbeddedVectorStore _store = null!;

    [GlobalSetup]
    public async Task FillAsync()
    {
        var records = RandomVectors.Records(Count);
        _vectors = [.. records.Select(static record => record.Vector.ToArray())];
        _store = new EmbeddedVectorStore(_folder, int.MaxValue, NullLogger<EmbeddedVectorStore>.Instance);
        await _store.EnsureCollectionAsync("bench", RandomVectors.Dimensions, CancellationToken.None);
        foreach (var batch in records.Chunk(1000))
        {
            await _store.UpsertAsync("bench", batch, CancellationToken.None);
        }

        var expected = CosineLoop();
        var found = await Embedded();
        if (!found.Select(static match => match.Id).SequenceEqual(expected.Select(row => records[row].Id)))
        {
            throw new InvalidOperationException("The two searches do not agree.");
        }
    }

    [GlobalCleanup]
    public async Task RemoveAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(Baseline = true)]
    public int[] CosineLoop()
    {
        var nearest = new PriorityQueue<int, float>();
        for (var i = 0; i < _vectors.Length; i++)
        {
            var cosine = TensorPrimitives.CosineSimilarity(_query, _vectors[i]);
            if (nearest.Count < Top)
            {
                nearest.Enqueue(i, cosine);
            }
            else
            {
                nearest.EnqueueDequeue(i, cosine);
            }
        }

        var rows = new int[Top];
        for (var i = Top - 1; i >= 0; i--)
        {
            rows[i] = nearest.Dequeue();
        }

        return rows;
    }

    [Benchmark]
    public ValueTask<IReadOnlyList<VectorMatch>> Embedded() => _store.SearchAsync("bench", _query, Top, filter: null, CancellationToken.None);

    [Benchmark]
    public ValueTask<IReadOnlyList<VectorMatch>> EmbeddedWithFilter() => _store.SearchAsync("bench", _query, Top, _filter, CancellationToken.None);
}
