namespace DeploymentFlex.Services.Console.Backend;

/// <summary>A place that a search found.</summary>
/// <param name="Score">0 to 1, higher is better.</param>
/// <param name="Before">At most two lines before.</param>
/// <param name="After">At most two lines after.</param>
/// <param name="Line">The number of the first line of the text, from 1.</param>
/// <param name="Repeats">How many such lines the file has.</param>
public sealed record Passage(
    double Score,
    string Text,
    IReadOnlyList<string> Before,
    IReadOnlyList<string> After,
    Guid CaseId,
    Guid EvidenceId,
    string Name,
    long Line,
    long Repeats);
