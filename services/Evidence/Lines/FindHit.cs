namespace DeploymentFlex.Services.Evidence.Lines;

/// <summary>Where a text was found.</summary>
/// <param name="Line">The line's number, from 1.</param>
/// <param name="Column">The place in the line in UTF-16 units, from 1.</param>
/// <param name="Text">The line, or what is around the hit where the line is long.</param>
public sealed record FindHit(long Line, long Column, string Text);
