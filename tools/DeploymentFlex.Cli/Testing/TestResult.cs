namespace DeploymentFlex.Cli.Testing;

/// <summary>One test.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Message">Why it failed or was skipped.</param>
/// <param name="StackTrace">Where it failed.</param>
internal sealed record TestResult(string Name, TestOutcome Outcome, string? Message = null, string? StackTrace = null);
