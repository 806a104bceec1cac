namespace DeploymentFlex.Cli.Health;

/// <summary>What a service answers at <c>/health</c>.</summary>
internal sealed record ServiceHealth
{
    public string Service { get; init; } = "";

    public string Mode { get; init; } = "";

    /// <summary><c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>.</summary>
    public string Status { get; init; } = "";

    public IReadOnlyList<LayerHealth> Layers { get; init; } = [];

    public IReadOnlyList<ErrorHealth> Errors { get; init; } = [];
}
