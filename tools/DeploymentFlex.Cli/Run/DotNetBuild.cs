using System.Text.RegularExpressions;
using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Run;

/// <summary>Runs <c>dotnet build</c> and shows what is worth showing of what it says.</summary>
internal static partial class DotNetBuild
{
    /// <summary>Runs a build, shows which projects are done, and its errors when it fails.</summary>
    public static async Task<bool> RunAsync(
        string title, string project, Repository repository, Screen screen, CancellationToken cancellationToken)
    {
        var result = await screen.WhileAsync(title, report => ChildProcess.RunAsync(
            "dotnet",
            ["build", project, "-c", "Debug", "-nologo", "-v", "m", "-clp:NoSummary"],
            repository.Root,
            line =>
            {
                if (BuiltProject(line) is { } built)
                {
                    report(built);
                }
            },
            cancellationToken: cancellationToken));
        if (result.Succeeded)
        {
            return true;
        }

        foreach (var error in Errors(result, repository))
        {
            screen.Error(error);
        }

        screen.Error("The build failed.");
        return false;
    }

    /// <summary>The project that was just built, which a build says as <c>Project -> path</c>; <see langword="null"/> for other lines.</summary>
    public static string? BuiltProject(string line)
    {
        var arrow = line.IndexOf(" -> ", StringComparison.Ordinal);
        return arrow > 0 ? line[..arrow].Trim() : null;
    }

    /// <summary>Each error once, with its place from the repository's root; everything when no line is an error.</summary>
    public static IReadOnlyList<string> Errors(ChildResult result, Repository repository)
    {
        var errors = result.Lines
            .Where(static line => line.Contains(": error ", StringComparison.Ordinal))
            .Select(line => ProjectAtEnd().Replace(line, "").Replace(repository.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return errors.Count > 0 ? errors : [.. result.Lines];
    }

    [GeneratedRegex(@" \[[^\[\]]+proj\]$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ProjectAtEnd();
}
