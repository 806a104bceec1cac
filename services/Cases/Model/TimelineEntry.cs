namespace DeploymentFlex.Services.Cases.Model;

/// <summary>One thing that happened to a case. Entries are added and never changed.</summary>
public sealed class TimelineEntry
{
    public required Guid Id { get; init; }

    public Guid CaseId { get; init; }

    /// <summary>The place in the case's timeline, from 1; the version of the case that the entry made.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>One of <see cref="TimelineKinds"/>.</summary>
    public required string Kind { get; init; }

    public required string Text { get; init; }

    /// <summary>The value before a change, or null.</summary>
    public string? From { get; init; }

    /// <summary>The value after a change, or null.</summary>
    public string? To { get; init; }
}
