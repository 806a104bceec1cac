// Enqueues jobs into the embedded queue, by one caller and by 64, and compares with the plainest durable thing there is:
// append a line to a file and flush it, one at a time. Every figure is of acknowledged jobs, each on the disk.
// dotnet run -c Release --project benchmarks/Jobs [-- seconds]
using System.Diagnostics;
using System.Globalization;
using DeploymentFlex.Jobs;
using DeploymentFlex.Jobs.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

var duration = TimeSpan.FromSeconds(args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 3);
var payload = "{\"evidenceId\":\"0193a7e0-0000-7000-8000-000000000000\"}"u8.ToArray();
var folder = Directory.CreateTempSubdirectory("deploymentflex-benchmark-");
try
{
    foreach (var round in Enumerable.Range(1, 3))
    {
        Console.WriteLine($"round {round}");
        Report("append and flush, 1 caller", AppendAndFlush());
        Report("embedded queue, 1 caller", await EnqueueAsync(callers: 1));
        Report("embedded queue, 64 callers", await EnqueueAsync(callers: 64));
    }

    var clock = Stopwatch.StartNew();
    await using var reopened = Open("jobs-64.log");
    Console.WriteLine($"opened again with {(await reopened.CountAsync(CancellationToken.None))[JobState.Ready]} jobs in {clock.ElapsedMilliseconds} ms");
}
finally
{
    folder.Delete(recursive: true);
}

EmbeddedJobQueue Open(string name) => EmbeddedJobQueue.Open(
    new EmbeddedJobQueueOptions { Path = Path.Combine(folder.FullName, name), MaxBytes = 1L << 32 }, TimeProvider.System, NullLogger.Instance);

long AppendAndFlush()
{
    using var file = File.OpenHandle(Path.Combine(folder.FullName, "plain"), FileMode.Create, FileAccess.Write);
    var record = new byte[300];
    var clock = Stopwatch.StartNew();
    long count = 0;
    for (; clock.Elapsed < duration; count++)
    {
        RandomAccess.Write(file, record, count * record.Length);
        RandomAccess.FlushToDisk(file);
    }

    return count;
}

async Task<long> EnqueueAsync(int callers)
{
    await using var queue = Open($"jobs-{callers}.log");
    var clock = Stopwatch.StartNew();
    var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
    {
        long count = 0;
        for (; clock.Elapsed < duration; count++)
        {
            await queue.EnqueueAsync(new NewJob(Guid.CreateVersion7(), "knowledge.index", payload), CancellationToken.None);
        }

        return count;
    }));
    return counts.Sum();
}

void Report(string what, long count) => Console.WriteLine($"  {what}: {count / duration.TotalSeconds:0} a second");
