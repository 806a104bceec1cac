namespace DeploymentFlex.Hosting.RunFolders;

/// <summary>What <c>state.json</c> says of a run.</summary>
internal sealed record RunState
{
    /// <summary>The AppHost's process. A file whose process is gone and that has no <see cref="StoppedAt"/> is from a run that was killed.</summary>
    public required int Pid { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Set by a clean stop, once every resource has ended.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    public required string Mode { get; init; }

    /// <summary>The package feed the AppHost was built with, and so its engine: <c>closed</c> or <c>full</c>.</summary>
    public required string Feed { get; init; }

    /// <summary>The dashboard's page, with the token that signs in; null until it answers.</summary>
    public string? Dashboard { get; init; }

    /// <summary>Where Aspire's resource service listens.</summary>
    public string? ResourceService { get; init; }

    /// <summary>The key that the resource service asks for.</summary>
    public string? ResourceServiceKey { get; init; }

    /// <summary>The public entrance; null until it has an address.</summary>
    public string? Gateway { get; init; }

    /// <summary>The web page, behind the gateway.</summary>
    public string? Console { get; init; }

    public required IReadOnlyList<RunResource> Resources { get; init; }
}
