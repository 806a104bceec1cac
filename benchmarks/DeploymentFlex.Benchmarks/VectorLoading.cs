using System.Diagnostics;
using DeploymentFlex.Vectors.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeploymentFlex.Benchmarks;

/// <summary>Fills a collection, opens it again, and searches it.</summary>
internal static class VectorLoading
{
    private const int Batch = 500;
    private const int Searches = 200;

    public static async Task RunAsync(string folder, int count)
    {
        await FillAsync(folder, count);
        await Task.Yield(); // Off the stack that still knows the records.
        var before = Settled();
        var started = Stopwatch.GetTimestamp();
        await using var store = Open(folder);
        await store.ProbeAsync(CancellationToken.None);
        Console.WriteLine($"loaded: {await store.CountAsync("bench", CancellationToken.None)} records in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");
        Console.WriteLine($"memory: {(Settled() - before) / (double)count:F0} bytes a record, of which the vector has {RandomVectors.Dimensions * sizeof(float)}");

        var times = new double[Searches];
        for (var i = 0; i < Searches; i++)
        {
            var query = RandomVectors.One(-i - 1);
            started = Stopwatch.GetTimestamp();
            await store.SearchAsync("bench", query, 10, filter: null, CancellationToken.None);
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        Array.Sort(times);
        Console.WriteLine($"searched: median {times[Searches / 2]:F2} ms, p99 {times[Searches * 99 / 100]:F2} ms, top 10");
        Directory.Delete(folder, recursive: true);
    }

    private static async Task FillAsync(string folder, int count)
    {
        var records = RandomVectors.Records(count);
        var started = Stopwatch.GetTimestamp();
        await using var store = Open(folder);
        await store.EnsureCollectionAsync("bench", RandomVectors.Dimensions, CancellationToken.None);
        foreach (var batch in records.Chunk(Batch))
        {
            await store.UpsertAsync("bench", batch, CancellationToken.None);
        }

        Console.WriteLine($"upserted: {count / Stopwatch.GetElapsedTime(started).TotalSeconds:F0} records/s, {Batch} a call, each flushed");
    }

    private static EmbeddedVectorStore Open(string folder) => new(folder, int.MaxValue, NullLogger<EmbeddedVectorStore>.Instance);

    private static long Settled()
    {
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
