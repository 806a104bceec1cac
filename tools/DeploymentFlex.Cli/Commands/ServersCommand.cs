using System.CommandLine;
using DeploymentFlex.Cli.Servers;
using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Commands;

/// <summary>Lists and installs the programs that tests use.</summary>
internal static class ServersCommand
{
    public static Command Create(Repository repository)
    {
        var install = new Command("install", "Install those that are missing, as Debian packages, which needs root, and npm packages.");
        install.SetAction((_, cancellationToken) => InstallAsync(repository, Screen.Open(), cancellationToken));

        var command = new Command("servers", "List the programs that tests use and whether they are installed. Running DeploymentFlex needs none.") { install };
        command.SetAction((_, cancellationToken) => ListAsync(repository, Screen.Open(), cancellationToken));
        return command;
    }

    private static async Task<int> ListAsync(Repository repository, Screen screen, CancellationToken cancellationToken)
    {
        foreach (var server in KnownServers.All)
        {
            var version = await InstalledServers.VersionAsync(server, cancellationToken);
            screen.Line($"{server.Name,-10}  {version ?? "not installed"}");
            screen.Line($"{"",-10}  for {server.Purpose}");
        }

        foreach (var server in KnownServers.Npm)
        {
            screen.Line($"{server.Name,-10}  {(server.IsInstalledIn(repository) ? server.Version : "not installed")}");
            screen.Line($"{"",-10}  for {server.Purpose}");
        }

        foreach (var server in KnownServers.Roots)
        {
            screen.Line($"{server.Name,-10}  {(server.IsInstalledIn(repository) ? server.Package : "not installed")}");
            screen.Line($"{"",-10}  for {server.Purpose}");
        }

        return ExitCodes.Done;
    }

    private static async Task<int> InstallAsync(Repository repository, Screen screen, CancellationToken cancellationToken)
    {
        var missing = InstalledServers.Missing(KnownServers.All).ToList();
        var missingNpm = KnownServers.Npm.Where(server => !server.IsInstalledIn(repository)).ToList();
        var missingRoots = KnownServers.Roots.Where(server => !server.IsInstalledIn(repository)).ToList();
        if (missing.Count + missingNpm.Count + missingRoots.Count == 0)
        {
            var all = KnownServers.All.Select(static server => server.Name).Concat(KnownServers.Npm.Select(static server => server.Name))
                .Concat(KnownServers.Roots.Select(static server => server.Name));
            screen.Line($"Everything is installed: {string.Join(", ", all)}.");
            return ExitCodes.Done;
        }

        // One kind that can't be installed keeps the other from nothing.
        var debian = missing.Count == 0 || await InstallAsync(missing, screen, cancellationToken);
        var npm = missingNpm.Count == 0 || await InstallAsync(missingNpm, repository, screen, cancellationToken);
        var roots = missingRoots.Count == 0 || await InstallAsync(missingRoots, repository, screen, cancellationToken);
        return debian && npm && roots ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task<bool> InstallAsync(
        IReadOnlyList<DebianRoot> missing, Repository repository, Screen screen, CancellationToken cancellationToken)
    {
        if (DebianRoots.Obstacle() is { } obstacle)
        {
            screen.Error($"{string.Join(", ", missing.Select(static server => server.Name))}: {obstacle}");
            return false;
        }

        foreach (var server in missing)
        {
            if (!await DebianRoots.InstallAsync(server, repository, screen, cancellationToken))
            {
                return false;
            }

            screen.Line($"Installed {server.Package} of {server.Suite} into {Path.GetRelativePath(repository.Root, server.FolderIn(repository))}.");
        }

        return true;
    }

    private static async Task<bool> InstallAsync(IReadOnlyList<Server> missing, Screen screen, CancellationToken cancellationToken)
    {
        var packages = missing.SelectMany(static server => server.Packages).ToList();
        if (DebianPackages.Obstacle() is { } obstacle)
        {
            screen.Error(obstacle);
            screen.Error($"Install by hand: apt-get install -y --no-install-recommends {string.Join(' ', packages)}");
            foreach (var server in missing)
            {
                screen.Error($"  {server.Name}: for {server.Purpose}; found by its command {string.Join(" or ", server.Executables)}");
            }

            return false;
        }

        if (!await DebianPackages.InstallAsync(packages, screen, cancellationToken))
        {
            return false;
        }

        screen.Line($"Installed {string.Join(", ", missing.Select(static server => server.Name))}.");
        return true;
    }

    private static async Task<bool> InstallAsync(
        IReadOnlyList<NpmServer> missing, Repository repository, Screen screen, CancellationToken cancellationToken)
    {
        if (NpmPackages.Obstacle() is { } obstacle)
        {
            screen.Error($"{string.Join(", ", missing.Select(static server => server.Name))}: {obstacle}");
            return false;
        }

        foreach (var server in missing)
        {
            if (!await NpmPackages.InstallAsync(server, repository, screen, cancellationToken))
            {
                return false;
            }

            screen.Line($"Installed {server.Name} {server.Version} into {Path.GetRelativePath(repository.Root, server.FolderIn(repository))}.");
        }

        return true;
    }
}
