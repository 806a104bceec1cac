namespace DeploymentFlex.Cli.Run;

/// <summary>One thing that went wrong at a start.</summary>
/// <param name="Text">What it is, in one sentence.</param>
/// <param name="Log">The log of whatever went wrong.</param>
internal sealed record StartupProblem(string Text, string Log);
