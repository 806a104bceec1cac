namespace DeploymentFlex.Services.Cases.Endpoints;

/// <summary>One page of a list; <paramref name="Cursor"/> asks for the next one and is null on the last.</summary>
public sealed record CasePage(IReadOnlyList<CaseAnswer> Items, string? Cursor);
