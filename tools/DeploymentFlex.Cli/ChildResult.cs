namespace DeploymentFlex.Cli;

/// <summary>How another program ended, and both of its streams in the order they came.</summary>
internal sealed record ChildResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;

    public IEnumerable<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
