namespace DeploymentFlex.Layers.Health;

/// <summary>What <c>/health</c> answers.</summary>
/// <param name="Service">The service's logical name.</param>
/// <param name="Mode">The deployment's mode.</param>
/// <param name="Status"><c>healthy</c>; <c>degraded</c> where a fallback serves or a critical error is recent; <c>unhealthy</c> where a required layer is not served, or such errors are many.</param>
/// <param name="Layers">Each layer in use; empty for those who may not see details.</param>
public sealed record HealthReport(string Service, string Mode, string Status, IReadOnlyList<LayerHealth> Layers)
{
    /// <summary>Recent critical errors, the newest first; empty for those who may not see details.</summary>
    public IReadOnlyList<ErrorHealth> Errors { get; init; } = [];
}
