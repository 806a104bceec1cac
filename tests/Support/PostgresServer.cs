using System.Diagnostics;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.TestSupport;

/// <summary>PostgreSQL with a password; run as an ordinary user where the tests run as root, which it refuses.</summary>
public sealed class PostgresServer : TestServer, IPasswordServer, INamedServer
{
    public const string Password = "kept-in-a-file";

    private readonly string _programs = FindPrograms();

    public static string Product => "PostgreSQL";

    public static string Version => Program.VersionOf(Path.Combine(FindPrograms(), "postgres"), "--version");

    /// <summary>The database, in Npgsql's form.</summary>
    public string ConnectionString => $"Host={Host};Port={Port};Database=postgres;Username=postgres;Password={Password}";

    public Task ChangePasswordAsync(string from, string to, CancellationToken cancellationToken) =>
        PostgresPassword.ChangeAsync(Start([Path.Combine(_programs, "psql")]), Host, Port, from, to, cancellationToken);

    /// <summary>The running server that this one follows as a standby; null for one of its own.</summary>
    public PostgresServer? StandbyOf { get; init; }

    /// <summary>Makes a standby the primary.</summary>
    public void Promote() => Program.Run([.. Command("pg_ctl"), "promote", "--wait", "--pgdata", Path.Combine(Folder, "data")]);

    protected override ProcessStartInfo CreateStart()
    {
        var data = Path.Combine(Folder, "data");
        var encryption = Certificate is null ? [] : Encryption(Certificate);
        if (!Directory.Exists(data) && StandbyOf is not null)
        {
            Program.Run("chown", "--recursive", Account ?? Environment.UserName, Folder);
            Program.Run([.. Command("pg_basebackup"), "--dbname", $"host={Host} port={StandbyOf.Port} user=postgres password={Password}", "--pgdata", data, "--write-recovery-conf", "--checkpoint=fast"]);
        }
        else if (!Directory.Exists(data))
        {
            var password = Path.Combine(Folder, "password");
            File.WriteAllText(password, Password);
            Program.Run("chown", "--recursive", Account ?? Environment.UserName, Folder);
            Program.Run([.. Command("initdb"), "--pgdata", data, "--username=postgres", "--pwfile", password, "--auth=scram-sha-256", "--encoding=UTF8", "--no-locale", "--no-sync"]);
            File.AppendAllText(Path.Combine(data, "pg_hba.conf"), $"host all all {CuttableNetwork.All} scram-sha-256\n");
        }

        // The socket's folder must be one that this account may write; the data's is.
        return Start([.. Command("postgres"), "-D", data, "-p", $"{Port}", "-c", $"listen_addresses={Host}", "-c", $"unix_socket_directories={Folder}", .. encryption]);
    }

    protected override async ValueTask<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        if (!await base.IsReadyAsync(cancellationToken))
        {
            return false;
        }

        using var ready = Process.Start(Start([Path.Combine(_programs, "pg_isready"), "-q", "-h", Host, "-p", $"{Port}"]))!;
        await ready.WaitForExitAsync(cancellationToken);
        return ready.ExitCode == 0;
    }

    private string[] Encryption(TestCertificate shown)
    {
        var (certificate, key) = shown.WriteTo(Folder);
        Program.Run("chown", Account ?? Environment.UserName, certificate, key);
        return ["-c", "ssl=on", "-c", $"ssl_cert_file={certificate}", "-c", $"ssl_key_file={key}"];
    }

    private static string? Account => Environment.IsPrivilegedProcess ? "postgres" : null;

    private string[] Command(string program) => Account is null
        ? [Path.Combine(_programs, program)]
        : ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--", Path.Combine(_programs, program)];

    private static string FindPrograms()
    {
        const string versions = "/usr/lib/postgresql";
        var newest = Directory.Exists(versions)
            ? Directory.GetDirectories(versions).OrderByDescending(static folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0).FirstOrDefault()
            : null;
        return newest is not null
            ? Path.Combine(newest, "bin")
            : Path.GetDirectoryName(InstalledProgram.Find("initdb", "./flex servers install, or on Debian apt-get install postgresql"))!;
    }

    private static ProcessStartInfo Start(IEnumerable<string> command) => new(command.First(), command.Skip(1));
}
