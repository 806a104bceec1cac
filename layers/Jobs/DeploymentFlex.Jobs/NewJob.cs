namespace DeploymentFlex.Jobs;

/// <summary>A job to be enqueued.</summary>
/// <param name="Id">Its id, made by the sender (UUIDv7), who repeats it when it does not know whether the job arrived.</param>
/// <param name="Type">What is to be done, for example <c>knowledge.index</c>.</param>
/// <param name="Payload">One JSON value in UTF-8.</param>
public sealed record NewJob(Guid Id, string Type, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The earliest time to run it, or null for now.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>How often it is tried before it is dead; at least 1.</summary>
    public int MaxAttempts { get; init; } = 10;

    /// <summary>The W3C trace context of what asked for it, or null.</summary>
    public string? TraceParent { get; init; }
}
