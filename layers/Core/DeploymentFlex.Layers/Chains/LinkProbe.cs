namespace DeploymentFlex.Layers.Chains;

/// <summary>One probe of a provider.</summary>
public sealed record LinkProbe(DateTimeOffset At, TimeSpan Duration, bool IsGood);
