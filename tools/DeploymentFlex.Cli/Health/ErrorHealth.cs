namespace DeploymentFlex.Cli.Health;

/// <summary>A recent critical error of a service.</summary>
internal sealed record ErrorHealth
{
    public DateTimeOffset At { get; init; }

    /// <summary>Who logged it.</summary>
    public string Source { get; init; } = "";

    /// <summary>The exception's type.</summary>
    public string? Type { get; init; }
}
