namespace DeploymentFlex.Services.Console.Backend;

/// <summary>A case to be opened.</summary>
public sealed record CaseDraft(string Title, string? Description, string? Assignee);
