namespace DeploymentFlex.Services.Console.Backend;

/// <summary>The files of a case.</summary>
public sealed record EvidenceList(IReadOnlyList<EvidenceItem> Items, string? Cursor);
