namespace DeploymentFlex.Services.Console.Backend;

/// <summary>A file that is attached to a case, as the evidence service answers it.</summary>
/// <param name="Size">In bytes.</param>
/// <param name="Status"><c>stored</c>, <c>indexing</c>, <c>indexed</c>, <c>partly-indexed</c>, <c>not-text</c> or <c>failed</c>.</param>
/// <param name="Progress">0 to 1 while it is indexed.</param>
/// <param name="Reason">Why it is not searchable, or only in part.</param>
/// <param name="Lines">How many lines it has, where that is known.</param>
public sealed record EvidenceItem(
    Guid Id,
    Guid CaseId,
    string Name,
    long Size,
    string Sha256,
    string Status,
    double? Progress,
    string? Reason,
    long? Lines,
    DateTimeOffset CreatedAt)
{
    /// <summary>Whether its state will change by itself.</summary>
    public bool IsUnderWay => Status is "stored" or "indexing";
}
