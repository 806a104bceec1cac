namespace DeploymentFlex.Cli.Health;

/// <summary>What a layer accepted and has still to bring to its primary.</summary>
internal sealed record WaitingItems
{
    /// <summary>All of them.</summary>
    public int Items { get; init; }

    /// <summary>Those that the primary refused.</summary>
    public int Refused { get; init; }
}
