namespace DeploymentFlex.Services.Jobs.Api;

/// <summary>A page of jobs; the cursor is null on the last one.</summary>
internal sealed record JobListResponse(IReadOnlyList<JobResponse> Items, string? Cursor);
