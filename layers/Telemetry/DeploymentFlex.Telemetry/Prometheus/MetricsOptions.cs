namespace DeploymentFlex.Telemetry.Prometheus;

/// <summary>The endpoint <c>/metrics</c>: section <c>Metrics</c>.</summary>
public sealed class MetricsOptions
{
    public const string Section = "Metrics";

    /// <summary>Whether there is one.</summary>
    public bool Enabled { get; set; } = true;
}
