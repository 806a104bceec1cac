using System.Diagnostics;
using System.Globalization;
using DeploymentFlex.Vectors;

namespace DeploymentFlex.Benchmarks.Vectors;

/// <summary>How long a store takes, and how much of what is nearest it finds.</summary>
internal static class Measurement
{
    private const string Collection = "peers";
    private const int Batch = 500;
    private const int Top = 10;

    // What two ways of rounding may differ by.
    private const double Tolerance = 1e-5;

    public static async Task<TimeSpan> FillAsync(IVectorStore store, VectorRecord[] records)
    {
        var started = Stopwatch.GetTimestamp();
        await store.EnsureCollectionAsync(Collection, records[0].Vector.Length, CancellationToken.None);
        foreach (var batch in records.Chunk(Batch))
        {
            await store.UpsertAsync(Collection, batch, CancellationToken.None);
        }

        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>The score that the tenth of the nearest has, for each query.</summary>
    public static async Task<double[]> TruthAsync(IVectorStore exact, ReadOnlyMemory<float>[] queries)
    {
        var bars = new double[queries.Length];
        for (var i = 0; i < queries.Length; i++)
        {
            bars[i] = (await exact.SearchAsync(Collection, queries[i], Top, filter: null, CancellationToken.None))[^1].Score;
        }

        return bars;
    }

    /// <param name="name">What is measured.</param>
    /// <param name="filled">How long it took to fill.</param>
    /// <param name="store">The store, full.</param>
    /// <param name="queries">What is asked for.</param>
    /// <param name="truth">What the exact answers are.</param>
    /// <param name="serverMegabytes">The memory; null for that of the processes that this one started.</param>
    public static async Task ReportAsync(
        string name, TimeSpan filled, IVectorStore store, ReadOnlyMemory<float>[] queries, double[] truth, long? serverMegabytes)
    {
        var found = 0;
        var times = new List<double>();
        for (var i = -queries.Length / 10; i < queries.Length; i++)
        {
            var started = Stopwatch.GetTimestamp();
            var matches = await store.SearchAsync(Collection, queries[Math.Abs(i)], Top, filter: null, CancellationToken.None);
            if (i >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                found += matches.Count(match => match.Score >= truth[i] - Tolerance);
            }
        }

        var rate = times.Count * 1000 / times.Sum();
        times.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {filled.TotalSeconds:F1} | {(double)found / (times.Count * Top):F4} | {times[times.Count / 2]:F2} | {times[times.Count * 99 / 100]:F2} | {rate:F0} | {serverMegabytes ?? ChildrenMegabytes(Environment.ProcessId)} |"));
    }

    /// <summary>The memory of all processes below one, what they share counted once.</summary>
    private static long ChildrenMegabytes(int processId) => Children(processId).Sum(static child => Kilobytes(child) / 1024 + ChildrenMegabytes(child));

    private static IEnumerable<int> Children(int processId) =>
        Directory.GetDirectories($"/proc/{processId}/task")
            .SelectMany(static task => File.ReadAllText(task + "/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(static id => int.Parse(id, CultureInfo.InvariantCulture));

    private static long Kilobytes(int processId) =>
        long.Parse(
            File.ReadLines($"/proc/{processId}/smaps_rollup").First(static line => line.StartsWith("Pss:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture);
}
