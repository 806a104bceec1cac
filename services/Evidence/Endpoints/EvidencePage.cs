namespace DeploymentFlex.Services.Evidence.Endpoints;

/// <summary>One page of a list; <paramref name="Cursor"/> asks for the next one and is null on the last.</summary>
public sealed record EvidencePage(IReadOnlyList<EvidenceAnswer> Items, string? Cursor);
