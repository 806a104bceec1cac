namespace DeploymentFlex.Cli.Health;

/// <summary>One provider of a chain.</summary>
internal sealed record LinkHealth
{
    public string Provider { get; init; } = "";

    /// <summary><c>active</c>, <c>standby</c>, <c>open</c> or <c>recovering</c>.</summary>
    public string State { get; init; } = "";

    public LinkFailure? LastError { get; init; }
}
