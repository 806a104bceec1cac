namespace DeploymentFlex.Services.Jobs.Api;

/// <summary>All schedules.</summary>
internal sealed record ScheduleListResponse(IReadOnlyList<ScheduleResponse> Items);
