using System.Diagnostics;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.TestSupport;

/// <summary>Redis with a password, in a file that only its owner reads.</summary>
public class RedisServer : TestServer, IPasswordServer
{
    public const string Password = "kept-in-a-file";

    private readonly string _program = InstalledProgram.Find("redis-server", "./flex servers install, or on Debian apt-get install redis-server");
    private readonly string[] _settings;

    /// <param name="settings">Lines of redis.conf beside those that every server has.</param>
    public RedisServer(params string[] settings)
    {
        _settings = settings;
    }

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
                $"requirepass {Password}", $"masterauth {Password}", .. _settings,
            ]);
        }

        return new ProcessStartInfo(_program, [file]);
    }
}
