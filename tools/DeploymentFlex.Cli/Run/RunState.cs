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

    /// <summary>Where the AppHost's resource service listens; <see langword="null"/> until it does.</summary>
    public string? ResourceService { get; init; }

    /// <summary>The key that the resource service asks for.</summary>
    public string? ResourceServiceKey { get; init; }
}
