namespace DeploymentFlex.Cli.Run;

/// <summary>How a start went.</summary>
/// <param name="State">The last state that the AppHost wrote.</param>
/// <param name="Problem">What went wrong; <see langword="null"/> when everything is healthy.</param>
/// <param name="CulpritLog">The log of whatever went wrong.</param>
internal sealed record StartupResult(RunState? State, string? Problem, string? CulpritLog);
