using System.Diagnostics;
using DeploymentFlex.Files.Local;

namespace DeploymentFlex.Benchmarks;

/// <summary>Writes one large file into the local store, and by a plain copy with a flush beside it.</summary>
internal static class FileThroughput
{
    private const int Mebibyte = 1 << 20;
    private const int Rounds = 7;

    public static async Task RunAsync(string folder, int mebibytes)
    {
        var path = Path.Combine(folder, "source");
        Directory.CreateDirectory(folder);
        await WriteSourceAsync(path, mebibytes);
        var store = new LocalFileStore(Path.Combine(folder, "store"));
        var (copied, stored) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            copied[round] = await MeasureAsync(() => CopyAsync(path, Path.Combine(folder, "copy")));
            stored[round] = await MeasureAsync(() => StoreAsync(store, path));
        }

        Report("FileStream copy + fsync", mebibytes, copied);
        Report("local store (SHA-256, fsync)", mebibytes, stored);
        Console.WriteLine($"peak resident memory of this process: {Process.GetCurrentProcess().PeakWorkingSet64 / Mebibyte} MiB");
        Directory.Delete(folder, recursive: true);
    }

    private static async Task WriteSourceAsync(string path, int mebibytes)
    {
        var block = new byte[Mebibyte];
        new Random(1).NextBytes(block);
        await using var source = new FileStream(path, FileMode.Create);
        for (var i = 0; i < mebibytes; i++)
        {
            await source.WriteAsync(block);
        }

        source.Flush(flushToDisk: true);
    }

    private static async Task CopyAsync(string from, string to)
    {
        await using (var source = File.OpenRead(from))
        await using (var target = new FileStream(to, FileMode.Create))
        {
            await source.CopyToAsync(target);
            target.Flush(flushToDisk: true);
        }

        File.Delete(to);
    }

    private static async Task StoreAsync(LocalFileStore store, string from)
    {
        await using (var source = File.OpenRead(from))
        {
            await store.WriteAsync("large", source, source.Length, CancellationToken.None);
        }

        await store.DeleteAsync("large", CancellationToken.None);
    }

    private static async Task<double> MeasureAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static void Report(string name, int mebibytes, double[] seconds)
    {
        Array.Sort(seconds);
        Console.WriteLine($"{name}: median {mebibytes / seconds[Rounds / 2]:F0} MiB/s, best {mebibytes / seconds[0]:F0} MiB/s");
    }
}
