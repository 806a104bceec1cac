namespace DeploymentFlex.Layers.Health;

/// <summary>What <c>/health</c> answers.</summary>
/// <param name="Service">The service's logical name.</param>
/// <param name="Mode">The deployment's mode.</param>
/// <param name="Status"><c>healthy</c>; <c>degraded</c> where a fallback serves; <c>unhealthy</c> where a required layer is not served.</param>
/// <param name="Layers">Each layer in use; empty for those who may not see details.</param>
public sealed record HealthReport(string Service, string Mode, string Status, IReadOnlyList<LayerHealth> Layers);
