namespace DeploymentFlex.Cli.Commands;

/// <summary>The modes as they are written on a command line; underscores and dashes are the same.</summary>
internal static class ModeNames
{
    public static IReadOnlyList<string> All { get; } = ["development", "on-premises", "saas", "hybrid"];

    public static bool IsKnown(string text) => All.Contains(text.Replace('_', '-'), StringComparer.OrdinalIgnoreCase);
}
