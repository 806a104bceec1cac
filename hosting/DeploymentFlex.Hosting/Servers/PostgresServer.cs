using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using DeploymentFlex.Hosting.Realizations;

namespace DeploymentFlex.Hosting.Servers;

/// <summary>PostgreSQL, as it is installed on this machine. It refuses to run as root: there it runs as another account.</summary>
internal static class PostgresServer
{
    // Debian keeps each version's programs in a folder of their own, off the path.
    private const string DebianFolder = "/usr/lib/postgresql";

    public static IResourceBuilder<IResourceWithConnectionString>? Add(Deployment deployment, string name)
    {
        var account = UnprivilegedAccount.Needed ? UnprivilegedAccount.Find() : null;
        var programs = Path.GetDirectoryName(InstalledProgram.Find("initdb", DebianVersions()));
        if (Obstacle(programs, account) is { } obstacle)
        {
            deployment.Settings.Problems.Add($"Realize:Data: installed {obstacle}, or choose another realization: container or existing.");
            return null;
        }

        var folder = new ServerFolder(UnprivilegedAccount.Place(Path.Combine(deployment.Settings.ServersPath, name), account));
        var password = deployment.Builder.AddParameter($"{name}-password", () => folder.Password, secret: true);
        string[] command = [.. account?.Command ?? [], "/bin/sh", Path.Combine(folder.Path, "postgres.sh")];
        var server = new InstalledServer(name, command[0], folder.Path)
        {
            ConnectionString = self => ReferenceExpression.Create(
                $"Host={self.Endpoint.Property(EndpointProperty.Host)};Port={self.Endpoint.Property(EndpointProperty.Port)};Username=postgres;Password={password};Database={PostgresContainer.Database}"),
        };
        return InstalledServer.AddTo(deployment.Builder, server, static self => new PostgresHealthCheck(self.Endpoint), () => Prepare(folder, account))
            .WithArgs([.. command[1..], programs!, folder.Path, server.Endpoint.Property(EndpointProperty.TargetPort), PostgresContainer.Database]);
    }

    private static IEnumerable<string> DebianVersions() => Directory.Exists(DebianFolder)
        ? Directory.GetDirectories(DebianFolder)
            .OrderByDescending(static folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
            .Select(static folder => Path.Combine(folder, "bin"))
        : [];

    private static string? Obstacle(string? programs, UnprivilegedAccount? account) =>
        OperatingSystem.IsWindows() ? "is for Linux and macOS: choose container or existing"
        : programs is null ? "needs PostgreSQL, which is not on this machine. Install it ('./flex servers install'; on Debian 'apt-get install postgresql')"
        : UnprivilegedAccount.Needed && account is null ? "cannot run as root, and there is no setpriv with an account postgres or nobody. Start as an ordinary user"
        : null;

    private static void Prepare(ServerFolder folder, UnprivilegedAccount? account)
    {
        _ = folder.Password;
        using var script = new StreamReader(typeof(PostgresServer).Assembly.GetManifestResourceStream("postgres.sh")!);
        folder.Write("postgres.sh", script.ReadToEnd());
        account?.TakeOver(folder.Path);
    }
}
