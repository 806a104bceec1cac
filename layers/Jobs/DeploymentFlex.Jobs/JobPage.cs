namespace DeploymentFlex.Jobs;

/// <summary>One page of a listing; <paramref name="Cursor"/> is null on the last one.</summary>
public sealed record JobPage(IReadOnlyList<Job> Jobs, string? Cursor);
