using DeploymentFlex.Layers.Health;

namespace DeploymentFlex.Services.Console.Health;

/// <summary>One service as it was last seen.</summary>
/// <param name="Report">Its report, or null when it did not answer.</param>
/// <param name="Took">How long the answer took.</param>
public sealed record ServiceState(string Service, HealthReport? Report, TimeSpan Took)
{
    /// <summary><c>healthy</c>, <c>degraded</c>, <c>unhealthy</c>, or <c>down</c> where it did not answer.</summary>
    public string Status => Report?.Status ?? "down";
}
