namespace DeploymentFlex.Cli.Health;

/// <summary>What <c>flex status --json</c> prints. Names and meanings stay; new ones may be added.</summary>
internal sealed record StatusDocument
{
    public static readonly StatusDocument NothingRuns = new() { Running = false, Healthy = false, Services = [] };

    public required bool Running { get; init; }

    /// <summary>Whether every service is healthy.</summary>
    public required bool Healthy { get; init; }

    public string? Mode { get; init; }

    public string? Feed { get; init; }

    /// <summary>Process id of the AppHost.</summary>
    public int? Pid { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public string? Gateway { get; init; }

    public string? Console { get; init; }

    public string? Dashboard { get; init; }

    public required IReadOnlyList<ServiceStatus> Services { get; init; }
}
