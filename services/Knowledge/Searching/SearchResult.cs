namespace DeploymentFlex.Services.Knowledge.Searching;

/// <summary>A passage found.</summary>
/// <param name="Score">0 to 1, higher is better; see <see cref="RankFusion"/>.</param>
/// <param name="Text">The entry: a line, or a stack trace of several.</param>
/// <param name="Before">Up to two lines before it.</param>
/// <param name="After">Up to two lines after it.</param>
/// <param name="CaseId">The case of the evidence.</param>
/// <param name="EvidenceId">The evidence.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Line">The number of the entry's first line, from 1.</param>
/// <param name="Repeats">How often the entry is in the file; the line is that of the first.</param>
internal sealed record SearchResult(
    double Score,
    string Text,
    IReadOnlyList<string> Before,
    IReadOnlyList<string> After,
    Guid CaseId,
    Guid EvidenceId,
    string Name,
    long Line,
    int Repeats);
