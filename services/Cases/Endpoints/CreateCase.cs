namespace DeploymentFlex.Services.Cases.Endpoints;

/// <summary>The body of <c>POST /api/cases</c>.</summary>
public sealed record CreateCase(string? Title, string? Description, string? Assignee);
