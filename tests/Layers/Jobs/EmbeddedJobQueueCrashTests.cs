using DeploymentFlex.Jobs.Embedded;
using DeploymentFlex.Layers.Tests.Support;
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
            acknowledged.AddRange(CrashingProcess.IdsOf(await CrashingProcess.RunAsync(lines: 100 * round, ["jobs", path])));
        }

        await using var queue = EmbeddedJobQueue.Open(
            new EmbeddedJobQueueOptions { Path = path }, TimeProvider.System, NullLogger.Instance);
        foreach (var id in acknowledged)
        {
            (await queue.FindAsync(id, TestContext.Current.CancellationToken)).ShouldNotBeNull();
        }
    }
}
