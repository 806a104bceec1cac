namespace DeploymentFlex.Files;

/// <summary>One page of a listing; <paramref name="Cursor"/> is null on the last one.</summary>
public sealed record FilePage(IReadOnlyList<StoredFile> Files, string? Cursor);
