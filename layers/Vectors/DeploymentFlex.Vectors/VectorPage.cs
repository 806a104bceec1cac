namespace DeploymentFlex.Vectors;

/// <summary>One page of an export; <paramref name="Cursor"/> is null on the last one.</summary>
public sealed record VectorPage(IReadOnlyList<VectorRecord> Records, string? Cursor);
