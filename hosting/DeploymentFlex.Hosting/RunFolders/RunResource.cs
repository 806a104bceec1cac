namespace DeploymentFlex.Hosting.RunFolders;

/// <summary>What <c>state.json</c> says of one resource.</summary>
internal sealed record RunResource
{
    public required string Name { get; init; }

    /// <summary>For example <c>project</c>.</summary>
    public required string Type { get; init; }

    /// <summary>One of Aspire's known states: NotStarted, Waiting, Starting, Running, Stopping, Exited, Finished, FailedToStart.</summary>
    public required string State { get; init; }

    /// <summary>Healthy, Degraded, Unhealthy, or Unknown while it does not run.</summary>
    public required string Health { get; init; }

    /// <summary>Why it is not healthy, where a check has said so.</summary>
    public string? HealthDetail { get; init; }

    public required IReadOnlyList<string> Urls { get; init; }

    public int? Pid { get; init; }

    public int? ExitCode { get; init; }

    /// <summary>How often it was started again in this run.</summary>
    public required int Restarts { get; init; }

    /// <summary>When it came into its state.</summary>
    public required DateTimeOffset Since { get; init; }
}
