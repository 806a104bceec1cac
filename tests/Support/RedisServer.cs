using System.Diagnostics;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.TestSupport;

/// <summary>Redis with a password, in a file that only its owner reads.</summary>
public class RedisServer : TestServer, IPasswordServer, INamedServer
{
    public const string Password = "kept-in-a-file";

    private readonly string _program = FindProgram();
    private readonly string[] _settings;

    public RedisServer()
        : this([])
    {
    }

    /// <param name="settings">Lines of redis.conf beside those that every server has.</param>
    public RedisServer(params string[] settings)
    {
        _settings = settings;
    }

    public static string Product => "Redis";

    public static string Version => Program.VersionOf(FindProgram(), "--version");

    public async Task ChangePasswordAsync(string from, string to, CancellationToken cancellationToken)
    {
        await RedisQuestion.AskAsync(Port, from, $"CONFIG SET requirepass {to}", cancellationToken);
        await RedisQuestion.AskAsync(Port, to, "CLIENT KILL TYPE normal", cancellationToken);
    }

    protected override ProcessStartInfo CreateStart()
    {
        var file = Path.Combine(Folder, "redis.conf");
        if (!File.Exists(file))
        {
            File.WriteAllLines(file,
            [
                $"port {Port}", $"bind {Host}", "save \"\"", "repl-diskless-sync-delay 0",
                $"requirepass {Password}", $"masterauth {Password}", .. Encryption(), .. _settings,
            ]);
        }

        return new ProcessStartInfo(_program, [file]);
    }

    private string[] Encryption()
    {
        if (Certificate is null)
        {
            return [];
        }

        var (certificate, key) = Certificate.WriteTo(Folder);
        return
        [
            "port 0", $"tls-port {Port}", "tls-auth-clients no",
            $"tls-cert-file {certificate}", $"tls-key-file {key}", $"tls-ca-cert-file {Certificate.AuthorityFile}",
        ];
    }

    private static string FindProgram() => InstalledProgram.Find("redis-server", "./flex servers install, or on Debian apt-get install redis-server");
}
