namespace DeploymentFlex.Services.Console.Backend;

/// <summary>A case as the cases service answers it.</summary>
/// <param name="Status"><c>open</c>, <c>investigating</c> or <c>resolved</c>.</param>
/// <param name="Timeline">What happened, oldest first; null in lists.</param>
public sealed record CaseItem(
    Guid Id,
    string Title,
    string? Description,
    string? Assignee,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<TimelineEntry>? Timeline = null)
{
    /// <summary>The entity tag of the answer, for changes that must not overwrite another's.</summary>
    public string? ETag { get; init; }
}
