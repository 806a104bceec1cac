namespace DeploymentFlex.Services.Evidence.Lines;

/// <summary>Where a line starts.</summary>
/// <param name="Line">The line's number, from 1.</param>
/// <param name="Offset">The offset of its first byte.</param>
public readonly record struct LineMark(long Line, long Offset);
