using System.Diagnostics;
using DeploymentFlex.Jobs.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeploymentFlex.Layers.Tests.Jobs;

public sealed class EmbeddedJobQueueCrashTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jobs-crash-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task No_acknowledged_job_is_lost_when_the_process_is_killed()
    {
        var path = Path.Combine(_folder.FullName, "jobs.log");
        var acknowledged = new List<Guid>();
        for (var round = 1; round <= 3; round++)
        {
            acknowledged.AddRange(await EnqueueUntilKilledAsync(path, count: 100 * round));
        }

        await using var queue = EmbeddedJobQueue.Open(
            new EmbeddedJobQueueOptions { Path = path }, TimeProvider.System, NullLogger.Instance);
        foreach (var id in acknowledged)
        {
            (await queue.FindAsync(id, TestContext.Current.CancellationToken)).ShouldNotBeNull();
        }
    }

    /// <summary>Kills the process (SIGKILL) after it printed so many ids, and returns all that it printed.</summary>
    private static async Task<List<Guid>> EnqueueUntilKilledAsync(string path, int count)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "DeploymentFlex.CrashHost.dll"), "jobs", path },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var ids = new List<Guid>();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            // The last line may be cut short; whoever reads half an id has no acknowledgement.
            if (Guid.TryParseExact(line, "D", out var id))
            {
                ids.Add(id);
            }

            if (ids.Count == count)
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        ids.Count.ShouldBeGreaterThanOrEqualTo(count);
        return ids;
    }
}
