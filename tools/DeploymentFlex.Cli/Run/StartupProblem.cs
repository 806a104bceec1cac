namespace DeploymentFlex.Cli.Run;

/// <summary>One thing that went wrong at a start.</summary>
/// <param name="Text">What it is, in one sentence.</param>
/// <param name="Log">Whose log tells more: a resource's name, or a file.</param>
/// <param name="LastLines">The last lines of that log.</param>
internal sealed record StartupProblem(string Text, string Log, IReadOnlyList<string> LastLines);
