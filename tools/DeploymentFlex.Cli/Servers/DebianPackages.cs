using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Servers;

/// <summary>Installs packages by apt-get.</summary>
internal static class DebianPackages
{
    private static readonly Dictionary<string, string> NoQuestions = new(StringComparer.Ordinal) { ["DEBIAN_FRONTEND"] = "noninteractive" };

    /// <returns>Why packages cannot be installed here; <see langword="null"/> when they can.</returns>
    public static string? Obstacle() =>
        SearchPath.Find(["apt-get"]) is null ? "This is not Debian or a system like it (there is no apt-get)."
        : !Environment.IsPrivilegedProcess ? "Installing packages needs root."
        : null;

    /// <summary>Updates the package lists once, then installs.</summary>
    /// <returns>Whether both worked; what apt-get said is shown when not.</returns>
    public static async Task<bool> InstallAsync(IReadOnlyList<string> packages, Screen screen, CancellationToken cancellationToken)
    {
        using var noStart = DaemonStart.Forbid();
        var result = await screen.WhileAsync($"Installing {string.Join(", ", packages)}", async report =>
        {
            var update = await AptGetAsync(["update"], report, cancellationToken);
            return update.Succeeded
                ? await AptGetAsync(["install", "-y", "--no-install-recommends", .. packages], report, cancellationToken)
                : update;
        });
        foreach (var line in result.Succeeded ? [] : result.Lines.TakeLast(20))
        {
            screen.Error(line);
        }

        return result.Succeeded;
    }

    private static Task<ChildResult> AptGetAsync(string[] arguments, Action<string> report, CancellationToken cancellationToken) =>
        ChildProcess.RunAsync("apt-get", arguments, "/", report, NoQuestions, cancellationToken: cancellationToken);
}
