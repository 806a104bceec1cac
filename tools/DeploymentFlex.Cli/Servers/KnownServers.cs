namespace DeploymentFlex.Cli.Servers;

/// <summary>Everything that <c>flex servers install</c> installs.</summary>
internal static class KnownServers
{
    public static IReadOnlyList<Server> All { get; } =
    [
        new("chromium", "the browser test of the console", ["chromium", "chromium-browser", "google-chrome"], "--version", ["chromium"]),
        new("iproute2", "networks of their own for the tests that no connection leaves the machine", ["ip"], "-Version", ["iproute2"]),
        new("redis", "a cache server or a job queue: './flex up --cache installed --jobs installed'", ["redis-server"], "--version", ["redis-server"]),
        new("redis-sentinel", "the tests of a cache that moves to another server", ["redis-sentinel"], "--version", ["redis-sentinel"]),
        new("postgresql", "a database server: './flex up --data installed'", ["initdb", "pg_createcluster"], "--version", ["postgresql"]),
        new("rabbitmq", "another job queue, and its tests", ["rabbitmqctl"], "version", ["rabbitmq-server"]),
        new("prometheus", "the test that Prometheus takes what /metrics answers", ["prometheus"], "--version", ["prometheus"]),
        new("mmdebstrap", "the installation of pgvector", ["mmdebstrap"], "--version", ["mmdebstrap"]),
        new("ceph", "the tests of files in an S3 store", ["radosgw"], "--version", ["radosgw", "ceph-mon", "ceph-osd"]),
    ];

    /// <summary>Those that come as npm packages.</summary>
    public static IReadOnlyList<NpmServer> Npm { get; } =
    [
        // The package holds Aspire's command line tool for Linux on x64, and that unpacks the dashboard.
        new("dashboard", "the Aspire dashboard, which './flex up' starts", "@microsoft/aspire-cli-linux-x64", "13.5.4", "bundle/managed/aspire-managed")
        {
            SetUp = static folder => new(
                "node_modules/@microsoft/aspire-cli-linux-x64/bin/aspire",
                ["setup", "--nologo", "--non-interactive", "--install-path", folder],
                new Dictionary<string, string>(StringComparer.Ordinal) { ["ASPIRE_HOME"] = folder, ["ASPIRE_CLI_TELEMETRY_OPTOUT"] = "1" }),
        },
        new("azurite", "the tests of files in Azure Blob Storage", "azurite", "3.35.0", "node_modules/.bin/azurite-blob"),
        new("chroma", "a server of vectors: './flex up --vectors installed'", "chromadb", "3.0.0", "node_modules/.bin/chroma"),
    ];

    /// <summary>Those that this machine's own Debian may be too old for.</summary>
    public static IReadOnlyList<DebianRoot> Roots { get; } =
    [
        new("pgvector", "the tests of vectors in PostgreSQL 17 with pgvector", "trixie", "postgresql-17-pgvector", "usr/share/postgresql/17/extension/vector.control"),
    ];
}
