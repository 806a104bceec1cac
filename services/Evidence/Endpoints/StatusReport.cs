namespace DeploymentFlex.Services.Evidence.Endpoints;

/// <summary>The body of <c>PUT /internal/evidence/{id}/status</c>.</summary>
public sealed record StatusReport(string? Status, double? Progress, string? Reason, long? Lines);
