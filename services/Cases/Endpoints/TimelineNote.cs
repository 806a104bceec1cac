namespace DeploymentFlex.Services.Cases.Endpoints;

/// <summary>The body of <c>POST /internal/cases/{id}/timeline</c>.</summary>
public sealed record TimelineNote(Guid? Id, string? Kind, string? Text);
