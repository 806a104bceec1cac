namespace DeploymentFlex.Layers.Health;

/// <summary>A layer, or one use of it, as <c>/health</c> shows it.</summary>
/// <param name="Layer">Its name, for example <c>files</c> or <c>cache/sessions</c>.</param>
/// <param name="Required">Whether the service cannot do without it.</param>
/// <param name="Active">The provider that serves it now, or null.</param>
/// <param name="Since">When that provider became the active one.</param>
/// <param name="Degraded">Whether it is not the primary, or the primary still lacks what <paramref name="Waiting"/> counts.</param>
/// <param name="Chain">All providers, the primary first.</param>
/// <param name="Waiting">What was accepted in the place of the primary and is still to be brought there; null when there is nothing.</param>
public sealed record LayerHealth(
    string Layer, bool Required, string? Active, DateTimeOffset Since, bool Degraded, IReadOnlyList<ProviderHealth> Chain, WaitingHealth? Waiting = null);
