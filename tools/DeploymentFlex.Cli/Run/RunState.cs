namespace DeploymentFlex.Cli.Run;

/// <summary>What the AppHost says about itself in <c>.flex/run/state.json</c>.</summary>
internal sealed record RunState
{
    public const string FileName = "state.json";

    /// <summary>Process id of the AppHost.</summary>
    public int Pid { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Set when the AppHost ended by itself or was asked to.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    public string Mode { get; init; } = "";

    public string? Feed { get; init; }

    public string? Dashboard { get; init; }

    public string? Gateway { get; init; }

    public string? Console { get; init; }

    public IReadOnlyList<RunResource> Resources { get; init; } = [];

    public bool AllHealthy => Resources.Count > 0 && Resources.All(static resource => resource.IsReady);

    /// <summary>The first resource that will not come up by waiting longer.</summary>
    public RunResource? Failed => Resources.FirstOrDefault(static resource => resource.HasFailed);
}
