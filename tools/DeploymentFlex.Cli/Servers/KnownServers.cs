namespace DeploymentFlex.Cli.Servers;

/// <summary>Everything that <c>flex servers install</c> installs.</summary>
internal static class KnownServers
{
    public static IReadOnlyList<Server> All { get; } =
    [
        new("chromium", "the browser test of the console", ["chromium", "chromium-browser", "google-chrome"], "--version", ["chromium"]),
        new("iproute2", "networks of their own for the tests that no connection leaves the machine", ["ip"], "-Version", ["iproute2"]),
        new("redis", "a cache server: './flex up --cache installed'", ["redis-server"], "--version", ["redis-server"]),
        new("postgresql", "a database server: './flex up --data installed'", ["initdb", "pg_createcluster"], "--version", ["postgresql"]),
    ];
}
