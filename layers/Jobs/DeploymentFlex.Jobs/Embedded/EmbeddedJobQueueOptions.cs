using System.ComponentModel.DataAnnotations;

namespace DeploymentFlex.Jobs.Embedded;

/// <summary>The embedded queue: section <c>Layers:Jobs:embedded</c>.</summary>
public sealed class EmbeddedJobQueueOptions
{
    /// <summary>The file; relative to <c>Deployment:DataPath</c>, and <c>jobs/jobs.log</c> there when it is not set.</summary>
    public string? Path { get; set; }

    /// <summary>
    /// The largest size of the file in bytes. New jobs are refused at seven eighths of it, so that those in the queue
    /// can always be finished.
    /// </summary>
    [Range(1 << 20, 1L << 36)]
    public long MaxBytes { get; set; } = 256 << 20;

    /// <summary>How long the id of a job that is done is remembered.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan DoneRetention { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How many jobs that are done are remembered at most.</summary>
    [Range(0, 1_000_000)]
    public int DoneLimit { get; set; } = 10_000;
}
