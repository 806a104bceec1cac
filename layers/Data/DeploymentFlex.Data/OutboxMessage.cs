namespace DeploymentFlex.Data;

/// <summary>A message that was written with the change it speaks of, and waits to be delivered.</summary>
public sealed class OutboxMessage
{
    public required Guid Id { get; init; }

    /// <summary>Where to post it, by logical name.</summary>
    public required string Address { get; init; }

    /// <summary>The JSON body.</summary>
    public required string Body { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When to try next.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>What went wrong at the last try, or null.</summary>
    public string? LastError { get; set; }

    /// <summary>The W3C <c>traceparent</c> of the writer, which the delivery continues; null when it had none.</summary>
    public string? TraceParent { get; init; }
}
