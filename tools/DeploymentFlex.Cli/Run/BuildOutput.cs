using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Run;

/// <summary>What is worth showing of what <c>dotnet build</c> says.</summary>
internal static class BuildOutput
{
    /// <summary>The project a minimal build line is about: <c>Project -> path</c>; else the line itself.</summary>
    public static string Progress(string line)
    {
        var arrow = line.IndexOf(" -> ", StringComparison.Ordinal);
        return (arrow > 0 ? line[..arrow] : line).Trim();
    }

    /// <summary>Each error once, with paths from the repository's root; everything when no line says it is an error.</summary>
    public static void ShowErrors(ChildResult result, Repository repository, Screen screen)
    {
        var errors = result.Lines
            .Where(static line => line.Contains("error", StringComparison.OrdinalIgnoreCase))
            .Select(line => line.Replace(repository.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        foreach (var line in errors.Count > 0 ? errors : result.Lines)
        {
            screen.Error(line);
        }

        screen.Error("The build failed.");
    }
}
