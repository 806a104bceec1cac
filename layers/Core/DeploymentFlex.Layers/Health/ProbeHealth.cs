namespace DeploymentFlex.Layers.Health;

/// <summary>A probe: when, how long in milliseconds, and whether the provider was able to serve.</summary>
public sealed record ProbeHealth(DateTimeOffset At, double Milliseconds, bool Good);
