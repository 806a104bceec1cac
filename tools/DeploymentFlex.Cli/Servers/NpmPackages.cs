using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Servers;

/// <summary>Installs programs by npm; nothing outside of the repository is changed.</summary>
internal static class NpmPackages
{
    /// <returns>Why packages cannot be installed here; <see langword="null"/> when they can.</returns>
    public static string? Obstacle() => SearchPath.Find(["npm"]) is null ? "There is no npm; on Debian: apt-get install npm." : null;

    /// <returns>Whether it is there now; what the programs said is shown when not.</returns>
    public static async Task<bool> InstallAsync(NpmServer server, Repository repository, Screen screen, CancellationToken cancellationToken)
    {
        var folder = server.FolderIn(repository);
        Directory.CreateDirectory(folder);
        var result = await screen.WhileAsync($"Installing {server.Name}", async report =>
        {
            var npm = await ChildProcess.RunAsync(
                "npm",
                ["install", "--prefix", folder, "--no-audit", "--no-fund", $"{server.Package}@{server.Version}"],
                folder,
                report,
                cancellationToken: cancellationToken);
            return npm.Succeeded && server.SetUp is { } setUp ? await RunAsync(setUp(folder), folder, report, cancellationToken) : npm;
        });
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

    private static async Task<ChildResult> RunAsync(SetUpCommand command, string folder, Action<string> report, CancellationToken cancellationToken)
    {
        var result = await ChildProcess.RunAsync(
            Path.Combine(folder, command.Program), command.Arguments, folder, report, command.Environment, cancellationToken: cancellationToken);
        if (result.Succeeded)
        {
            // What was unpacked is what is used.
            Directory.Delete(Path.Combine(folder, "node_modules"), recursive: true);
        }

        return result;
    }
}
