namespace DeploymentFlex.Cli.Health;

/// <summary>One service as <c>flex status</c> shows it.</summary>
internal sealed record ServiceStatus
{
    public required string Name { get; init; }

    /// <summary>The AppHost's word: Starting, Running, Finished, FailedToStart and so on.</summary>
    public required string State { get; init; }

    /// <summary>Healthy, Unhealthy or Unknown, as the AppHost sees it.</summary>
    public required string Health { get; init; }

    public string? HealthDetail { get; init; }

    public required IReadOnlyList<string> Urls { get; init; }

    public int? Pid { get; init; }

    /// <summary>How the last process of it ended, while no other runs.</summary>
    public int? ExitCode { get; init; }

    public int Restarts { get; init; }

    public DateTimeOffset? Since { get; init; }

    /// <summary>The service's own word: healthy, degraded or unhealthy; <see langword="null"/> when it does not answer.</summary>
    public string? Status { get; init; }

    public required IReadOnlyList<LayerHealth> Layers { get; init; }

    /// <summary>Its recent critical errors, the newest first.</summary>
    public IReadOnlyList<ErrorHealth> Errors { get; init; } = [];
}
