namespace DeploymentFlex.Layers.Health;

/// <summary>A critical error, as <c>/health</c> shows it.</summary>
/// <param name="At">When it was logged.</param>
/// <param name="Source">Who logged it.</param>
/// <param name="Type">The exception's type, or null.</param>
public sealed record ErrorHealth(DateTimeOffset At, string Source, string? Type);
