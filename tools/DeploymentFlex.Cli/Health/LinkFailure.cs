namespace DeploymentFlex.Cli.Health;

/// <summary>The last error that a provider gave.</summary>
internal sealed record LinkFailure
{
    public DateTimeOffset? At { get; init; }

    public string? Kind { get; init; }

    public string? Message { get; init; }
}
