using System.Diagnostics;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.TestSupport;

/// <summary>PostgreSQL 17 with pgvector, out of a Debian of its own in a folder, which it is run in by chroot; that needs root.</summary>
public sealed class PgvectorServer : TestServer, IPasswordServer, INamedServer
{
    public const string Password = "kept-in-a-file";

    private const string Programs = "/usr/lib/postgresql/17/bin/";

    // Where its programs see what it keeps; the account's own folder there.
    private readonly string _data = $"/var/lib/postgresql/tests-{Guid.CreateVersion7():n}";

    public PgvectorServer()
    {
        RootOnly.Require("Programs in a folder of their own");
        InstalledProgram.Find(Initdb, "./flex servers install");
    }

    public static string Product => "PostgreSQL with pgvector";

    public static string Version => Program.VersionOf("chroot", Root, Programs + "postgres", "--version");

    public static bool IsInstalled => Environment.IsPrivilegedProcess && InstalledProgram.TryFind(Initdb) is not null;

    /// <summary>The database, in Npgsql's form.</summary>
    public string ConnectionString => ConnectionStringAt(Port);

    // By its whole path: another PostgreSQL's may be on the path.
    private static string Initdb => Root + Programs + "initdb";

    private static string Root { get; } = Path.Combine(Clone.Root, ".flex", "pgvector", "root");

    /// <summary>The database behind another port of the host.</summary>
    public string ConnectionStringAt(int port) => $"Host={Host};Port={port};Database=postgres;Username=postgres;Password={Password}";

    public Task ChangePasswordAsync(string from, string to, CancellationToken cancellationToken) =>
        PostgresPassword.ChangeAsync(Start(Command("psql")), Host, Port, from, to, cancellationToken);

    protected override ProcessStartInfo CreateStart()
    {
        if (!Directory.Exists(Root + _data))
        {
            Directory.CreateDirectory(Root + _data);
            File.WriteAllText(Root + _data + "/password", Password);
            Program.Run("chroot", Root, "chown", "--recursive", "postgres:postgres", _data);
            Program.Run([.. Command("initdb"), "--pgdata", _data + "/data", "--username=postgres", "--pwfile", _data + "/password", "--auth=scram-sha-256", "--encoding=UTF8", "--no-locale", "--no-sync"]);
            File.AppendAllText(Root + _data + "/data/pg_hba.conf", $"host all all {CuttableNetwork.All} scram-sha-256\n");
        }

        // There is no /dev/shm in the folder.
        return Start([.. Command("postgres"), "-D", _data + "/data", "-p", $"{Port}", "-c", $"listen_addresses={Host}", "-c", $"unix_socket_directories={_data}", "-c", "dynamic_shared_memory_type=mmap"]);
    }

    protected override async ValueTask<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        if (!await base.IsReadyAsync(cancellationToken))
        {
            return false;
        }

        using var ready = Process.Start(Start([.. Command("pg_isready"), "-q", "-h", Host, "-p", $"{Port}"]))!;
        await ready.WaitForExitAsync(cancellationToken);
        return ready.ExitCode == 0;
    }

    protected override ValueTask CleanAsync()
    {
        if (Directory.Exists(Root + _data))
        {
            Directory.Delete(Root + _data, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    private static string[] Command(string program) => ["chroot", "--userspec=postgres:postgres", Root, Programs + program];

    private static ProcessStartInfo Start(IEnumerable<string> command) => new(command.First(), command.Skip(1));
}
