namespace DeploymentFlex.Cli.Run;

/// <summary>How a start went.</summary>
/// <param name="State">The last state that the AppHost wrote.</param>
/// <param name="Problems">What went wrong; empty when everything is healthy.</param>
internal sealed record StartupResult(RunState? State, IReadOnlyList<StartupProblem> Problems);
