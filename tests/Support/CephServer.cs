using System.Diagnostics;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.TestSupport;

/// <summary>
/// A Ceph cluster of one monitor, one store in memory and one S3 gateway. The gateway is what tests kill and suspend.
/// </summary>
public sealed class CephServer : IAsyncDisposable, INamedServer, IPasswordServer
{
    public const string AccessKeyId = "tests-key";

    public const string SecretAccessKey = "kept-in-a-file";

    private readonly Daemon _monitor;
    private readonly Daemon _store;

    public CephServer()
    {
        _monitor = new Daemon("ceph-mon", ["-i", "a"]);
        _store = new Daemon("ceph-osd", ["-i", "0"]) { HasPort = false };
        var gateway = new Daemon("radosgw", ["-n", "client.rgw"]);
        Gateway = gateway;
        Configuration = Path.Combine(_monitor.Folder, "ceph.conf");
        foreach (var daemon in new[] { _monitor, _store, gateway })
        {
            daemon.Configuration = Configuration;
        }
    }

    public static string Product => "Ceph RGW";

    public static string Version => Program.VersionOf("ceph", "--version");

    public static bool IsInstalled => new[] { "ceph-mon", "ceph-osd", "radosgw" }.All(static program => InstalledProgram.TryFind(program) is not null);

    public TestServer Gateway { get; }

    /// <summary>The path of <c>ceph.conf</c>.</summary>
    public string Configuration { get; }

    /// <summary>The address for path style; a bucket of virtual style is a name below <c>s3.test</c>.</summary>
    public string Endpoint => $"http://127.0.0.1:{Gateway.Port}";

    /// <summary>Makes the cluster and its one user, and starts it.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await CephFolder.PrepareAsync(Configuration, _monitor.Port, Gateway.Port, cancellationToken);
        await _monitor.StartAsync(cancellationToken);
        var id = Guid.NewGuid().ToString();
        await CephFolder.RunAsync(Configuration, "ceph", ["osd", "new", id, "0"], cancellationToken);
        await CephFolder.RunAsync(Configuration, "ceph", ["osd", "crush", "add", "osd.0", "1.0", "root=default", "host=localhost"], cancellationToken);
        await CephFolder.RunAsync(Configuration, "ceph-osd", ["-i", "0", "--mkfs", "--osd-uuid", id], cancellationToken);
        await _store.StartAsync(cancellationToken);

        // It makes the gateway's pools, and waits until the store can take them.
        await CephFolder.RunAsync(
            Configuration,
            "radosgw-admin",
            ["-n", "client.rgw", "user", "create", "--uid=tests", "--display-name=tests", $"--access-key={AccessKeyId}", $"--secret-key={SecretAccessKey}"],
            cancellationToken);
        await Gateway.StartAsync(cancellationToken);
    }

    public Task ChangePasswordAsync(string from, string to, CancellationToken cancellationToken) => CephFolder.RunAsync(
        Configuration,
        "radosgw-admin",
        ["-n", "client.rgw", "user", "modify", "--uid=tests", $"--access-key={AccessKeyId}", $"--secret-key={to}"],
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await _store.DisposeAsync();
        await _monitor.DisposeAsync();
    }

    private sealed class Daemon(string program, string[] arguments) : TestServer
    {
        private readonly string _program = InstalledProgram.Find(program, CephFolder.Install);

        public string Configuration { get; set; } = string.Empty;

        public bool HasPort { get; init; } = true;

        protected override ProcessStartInfo CreateStart() => new(_program, [.. arguments, "-c", Configuration, "-f"]);

        protected override async ValueTask<bool> IsReadyAsync(CancellationToken cancellationToken) =>
            !HasPort || await base.IsReadyAsync(cancellationToken);
    }
}
