using System.ComponentModel.DataAnnotations;

namespace DeploymentFlex.Data.Outbox;

/// <summary>How the outbox is delivered: <c>Layers:Data:Outbox</c>.</summary>
public sealed class OutboxOptions
{
    public const string Section = "Layers:Data:Outbox";

    /// <summary>The name of the HTTP client that delivers.</summary>
    public const string Client = "outbox";

    /// <summary>The messages that are posted at the same time, per database.</summary>
    [Range(1, 64)]
    public int Parallelism { get; set; } = 4;

    /// <summary>The time that one post may take. A claim outlives it a little, then another instance may take over.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The pause after the first failure of a message; it doubles with each further one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause between two tries of a message.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often to look for messages that other instances left; own ones are known at their commit.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(10);
}
