using System.Diagnostics;

namespace DeploymentFlex.TestSupport;

/// <summary>The configuration, keys and data of a small Ceph cluster, in one folder.</summary>
internal static class CephFolder
{
    public const string Install = "./flex servers install, or on Debian apt-get install radosgw ceph-mon ceph-osd";

    /// <summary>Writes all that the daemons need before their first start.</summary>
    public static async Task PrepareAsync(string configuration, int monitorPort, int gatewayPort, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(configuration)!;
        var id = Guid.NewGuid().ToString();
        foreach (var name in new[] { "run", "log", "rgw", "mon", "osd/0" })
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
        }

        await File.WriteAllTextAsync(configuration, Text(folder, id, monitorPort, gatewayPort), cancellationToken);
        var keyring = Path.Combine(folder, "keyring");
        string[][] keys =
        [
            ["--create-keyring", "-n", "mon.", "--cap", "mon", "allow *"],
            ["-n", "client.admin", "--cap", "mon", "allow *", "--cap", "osd", "allow *", "--cap", "mgr", "allow *"],
            ["-n", "client.rgw", "--cap", "mon", "allow rwx", "--cap", "osd", "allow rwx"],
            ["-n", "osd.0", "--cap", "mon", "allow profile osd", "--cap", "osd", "allow *"],
        ];
        foreach (var key in keys)
        {
            await RunAsync(configuration, "ceph-authtool", ["--gen-key", keyring, .. key], cancellationToken);
        }

        var map = Path.Combine(folder, "monmap");
        await RunAsync(configuration, "monmaptool", ["--create", "--fsid", id, "--addv", "a", $"[v2:127.0.0.1:{monitorPort}]", map], cancellationToken);
        await RunAsync(configuration, "ceph-mon", ["--mkfs", "-i", "a", "--monmap", map, "--keyring", keyring], cancellationToken);
    }

    /// <summary>Runs one of Ceph's programs to its end.</summary>
    public static async Task RunAsync(string configuration, string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(InstalledProgram.Find(program, Install), [.. arguments, "-c", configuration])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(configuration),
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(TimeSpan.FromMinutes(5));
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program}: {await output}{await errors}");
        }
    }

    // One copy of everything, in memory, and limits that a small machine does not run into.
    private static string Text(string folder, string id, int monitorPort, int gatewayPort) => $"""
        [global]
        fsid = {id}
        mon host = [v2:127.0.0.1:{monitorPort}]
        public addr = 127.0.0.1
        cluster addr = 127.0.0.1
        auth cluster required = cephx
        auth service required = cephx
        auth client required = cephx
        auth allow insecure global id reclaim = false
        keyring = {folder}/keyring
        run dir = {folder}/run
        admin socket = {folder}/run/$name.asok
        log file = {folder}/log/$name.log
        pid file = {folder}/run/$name.pid
        crash dir = {folder}/run
        osd pool default size = 1
        osd pool default min size = 1
        osd pool default pg num = 4
        osd pool default pgp num = 4
        osd crush chooseleaf type = 0
        osd failsafe full ratio = .999
        osd client watch timeout = 2
        mon allow pool size one = true
        mon max pg per osd = 2000
        mon data avail warn = 1
        mon data avail crit = 1
        paxos propose interval = 0.1
        paxos min wait = 0.01
        rgw rados pool pg num min = 1
        [mon]
        mon data = {folder}/mon
        mon cluster log file = {folder}/log/cluster.log
        mon pg warn min per osd = 0
        [osd]
        osd data = {folder}/osd/$id
        osd objectstore = memstore
        memstore device bytes = 4294967296
        osd class load list = *
        osd class default list = *
        [client.rgw]
        rgw data = {folder}/rgw
        rgw frontends = beast endpoint=127.0.0.1:{gatewayPort}
        rgw dns name = s3.test
        rgw enable usage log = false
        rgw enable lc threads = false
        """ + Environment.NewLine;
}
