namespace DeploymentFlex.Jobs;

/// <summary>A job as the queue knows it.</summary>
public sealed record Job
{
    public required Guid Id { get; init; }

    /// <summary>What is to be done, for example <c>knowledge.index</c>.</summary>
    public required string Type { get; init; }

    /// <summary>One JSON value in UTF-8; empty once the job is done.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    public required JobState State { get; init; }

    /// <summary>How many attempts were begun.</summary>
    public int Attempt { get; init; }

    /// <summary>How often it is tried before it is dead.</summary>
    public required int MaxAttempts { get; init; }

    /// <summary>The earliest time of the next attempt. Of two jobs the one with the earlier time runs first.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the lease ends, while there is one.</summary>
    public DateTimeOffset? LeasedUntil { get; init; }

    /// <summary>When it was done or given up.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>What went wrong last, or null.</summary>
    public string? LastError { get; init; }

    /// <summary>The W3C trace context of what asked for it, or null.</summary>
    public string? TraceParent { get; init; }
}
