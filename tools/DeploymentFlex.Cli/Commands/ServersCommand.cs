using System.CommandLine;
using DeploymentFlex.Cli.Servers;
using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Commands;

/// <summary>Lists and installs the programs that tests use.</summary>
internal static class ServersCommand
{
    public static Command Create()
    {
        var install = new Command("install", "Install those that are missing, as Debian packages; needs root.");
        install.SetAction((_, cancellationToken) => InstallAsync(Screen.Open(), cancellationToken));

        var command = new Command("servers", "List the programs that tests use and whether they are installed. Running DeploymentFlex needs none.") { install };
        command.SetAction((_, cancellationToken) => ListAsync(Screen.Open(), cancellationToken));
        return command;
    }

    private static async Task<int> ListAsync(Screen screen, CancellationToken cancellationToken)
    {
        foreach (var server in KnownServers.All)
        {
            var version = await InstalledServers.VersionAsync(server, cancellationToken);
            screen.Line($"{server.Name,-10}  {version ?? "not installed"}");
            screen.Line($"{"",-10}  for {server.Purpose}");
        }

        return ExitCodes.Done;
    }

    private static async Task<int> InstallAsync(Screen screen, CancellationToken cancellationToken)
    {
        var missing = InstalledServers.Missing(KnownServers.All).ToList();
        if (missing.Count == 0)
        {
            screen.Line($"Everything is installed: {string.Join(", ", KnownServers.All.Select(static server => server.Name))}.");
            return ExitCodes.Done;
        }

        var packages = missing.SelectMany(static server => server.Packages).ToList();
        if (DebianPackages.Obstacle() is { } obstacle)
        {
            screen.Error(obstacle);
            screen.Error($"Install by hand: apt-get install -y --no-install-recommends {string.Join(' ', packages)}");
            foreach (var server in missing)
            {
                screen.Error($"  {server.Name}: for {server.Purpose}; found by its command {string.Join(" or ", server.Executables)}");
            }

            return ExitCodes.Failed;
        }

        if (!await DebianPackages.InstallAsync(packages, screen, cancellationToken))
        {
            return ExitCodes.Failed;
        }

        screen.Line($"Installed {string.Join(", ", missing.Select(static server => server.Name))}.");
        return ExitCodes.Done;
    }
}
