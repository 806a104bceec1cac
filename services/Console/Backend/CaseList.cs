namespace DeploymentFlex.Services.Console.Backend;

/// <summary>One page of cases, newest first.</summary>
/// <param name="Cursor">What asks for the next page; null on the last.</param>
public sealed record CaseList(IReadOnlyList<CaseItem> Items, string? Cursor);
