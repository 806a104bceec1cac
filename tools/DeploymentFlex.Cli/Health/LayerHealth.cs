namespace DeploymentFlex.Cli.Health;

/// <summary>One layer of a service, or one named use of it.</summary>
internal sealed record LayerHealth
{
    public string Layer { get; init; } = "";

    public bool Required { get; init; }

    /// <summary>The provider that answers now; <see langword="null"/> when none does.</summary>
    public string? Active { get; init; }

    /// <summary>Since when <see cref="Active"/> is the one.</summary>
    public DateTimeOffset? Since { get; init; }

    public bool Degraded { get; init; }

    /// <summary>What was accepted in the place of the primary and is not there yet; <see langword="null"/> when there is nothing.</summary>
    public WaitingItems? Waiting { get; init; }

    /// <summary>From the primary to the last fallback.</summary>
    public IReadOnlyList<LinkHealth> Chain { get; init; } = [];
}
