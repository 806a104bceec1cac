using System.ComponentModel.DataAnnotations;
using DeploymentFlex.Layers.Isolation;

namespace DeploymentFlex.Services.Jobs;

/// <summary>How jobs are worked on: section <c>Jobs</c>.</summary>
public sealed class JobsOptions : INamesEndpoints
{
    public const string Section = "Jobs";

    /// <summary>Where the jobs of each type are posted, for example <c>Jobs:Handlers:knowledge.index=http://knowledge/internal/index</c>.</summary>
    public Dictionary<string, Uri> Handlers { get; } = new(StringComparer.Ordinal)
    {
        ["knowledge.index"] = new("http://knowledge/internal/index"),
        ["evidence.purge"] = new("http://evidence/internal/purge"),
    };

    /// <summary>How many jobs this instance works on at once.</summary>
    [Range(1, 256)]
    public int Concurrency { get; set; } = 4;

    /// <summary>How long a job stays hidden after its worker is gone. It is extended while the handler works.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Visibility { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a handler may take for one attempt.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan MaxDuration { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How often a job is tried before it is dead.</summary>
    [Range(1, 1000)]
    public int MaxAttempts { get; set; } = 10;

    /// <summary>How long the pause between two attempts is.</summary>
    public BackoffOptions Backoff { get; } = new();

    IEnumerable<NamedEndpoint> INamesEndpoints.Endpoints => Handlers.Values.Where(static handler => handler.IsAbsoluteUri).Select(NamedEndpoint.From);
}
