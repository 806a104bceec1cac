using DeploymentFlex.Conformance.Time;
using DeploymentFlex.Jobs.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeploymentFlex.Layers.Tests.Jobs;

/// <summary>An embedded queue in a folder of its own, on a clock that stands still.</summary>
public sealed class EmbeddedJobQueueFixture : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jobs-");

    public EmbeddedJobQueueFixture(Action<EmbeddedJobQueueOptions>? configure = null)
    {
        Options = new EmbeddedJobQueueOptions { Path = Path.Combine(_folder.FullName, "jobs.log") };
        configure?.Invoke(Options);
        Queue = Open();
    }

    public ManualTime Time { get; } = new();

    public EmbeddedJobQueueOptions Options { get; }

    public EmbeddedJobQueue Queue { get; private set; }

    public async Task ReopenAsync()
    {
        await Queue.DisposeAsync();
        Queue = Open();
    }

    public async ValueTask DisposeAsync()
    {
        await Queue.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private EmbeddedJobQueue Open() => EmbeddedJobQueue.Open(Options, Time, NullLogger.Instance);
}
