namespace DeploymentFlex.Services.Knowledge.Evidence;

/// <summary>What is told to the evidence service about the indexing.</summary>
/// <param name="Status"><c>indexing</c>, <c>indexed</c>, <c>partly-indexed</c>, <c>not-text</c> or <c>failed</c>.</param>
/// <param name="Progress">How much is read, 0 to 1, while indexing.</param>
/// <param name="Reason">Why it is not indexed in full.</param>
/// <param name="Lines">The number of the last line that was read.</param>
internal sealed record EvidenceReport(string Status, double? Progress = null, string? Reason = null, long? Lines = null)
{
    public static EvidenceReport Indexing(double progress) => new("indexing", progress);

    public static EvidenceReport Indexed(long lines, string? reason) =>
        reason is null ? new("indexed", Lines: lines) : new("partly-indexed", Reason: reason, Lines: lines);

    public static EvidenceReport NotText { get; } =
        new("not-text", Reason: "The file is not text, so there is nothing to search in it. It is kept as it is.");

    public static EvidenceReport Failed(string reason) => new("failed", Reason: reason);
}
