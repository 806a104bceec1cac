namespace DeploymentFlex.Cli.Servers;

/// <summary>A program of a package that makes the rest ready.</summary>
/// <param name="Program">Where it is, from the folder of the package's installation.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Environment">Variables on top of this process's own.</param>
internal sealed record SetUpCommand(string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment);
