using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Servers;

/// <summary>Makes small Debians by mmdebstrap; nothing outside of the repository is changed.</summary>
internal static class DebianRoots
{
    private const string Sources = "/etc/apt/sources.list.d/debian.sources";
    private const string OldSources = "/etc/apt/sources.list";

    /// <returns>Why none can be made here; <see langword="null"/> when they can.</returns>
    public static string? Obstacle() =>
        SearchPath.Find(["mmdebstrap"]) is null ? "There is no mmdebstrap; on Debian: apt-get install mmdebstrap."
        : !Environment.IsPrivilegedProcess ? "Making a Debian in a folder needs root."
        : null;

    /// <returns>Whether it is there now; what the program said is shown when not.</returns>
    public static async Task<bool> InstallAsync(DebianRoot server, Repository repository, Screen screen, CancellationToken cancellationToken)
    {
        // One that was given up halfway is made anew.
        var folder = server.FolderIn(repository);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        var result = await screen.WhileAsync($"Installing {server.Name}", report => ChildProcess.RunAsync(
            "mmdebstrap",
            [
                "--mode=root", "--variant=essential", "--aptopt=Acquire::Languages \"none\"", "--dpkgopt=path-exclude=/usr/share/man/*",
                "--dpkgopt=path-exclude=/usr/share/doc/*", "--dpkgopt=path-exclude=/usr/share/locale/*", $"--include={server.Package}",
                server.Suite, folder, .. Mirror() is { } mirror ? new[] { mirror } : [],
            ],
            Path.GetDirectoryName(folder)!,
            report,
            cancellationToken: cancellationToken));
        if (result.Succeeded && server.IsInstalledIn(repository))
        {
            return true;
        }

        foreach (var line in result.Lines.TakeLast(20))
        {
            screen.Error(line);
        }

        return false;
    }

    /// <summary>The mirror that this machine has its own packages from; <see langword="null"/> leaves it to mmdebstrap, which has its own.</summary>
    internal static string? MirrorIn(IEnumerable<string> lines) =>
        lines.Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(static words => words is ["URIs:" or "deb", ..])
            .SelectMany(static words => words)
            .Select(static word => word.TrimEnd('/'))
            .FirstOrDefault(static word => word.Contains("://", StringComparison.Ordinal) && word.EndsWith("/debian", StringComparison.Ordinal));

    private static string? Mirror() =>
        MirrorIn(new[] { Sources, OldSources }.Where(File.Exists).SelectMany(static file => File.ReadLines(file)));
}
