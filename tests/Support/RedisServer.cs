using System.Diagnostics;

namespace DeploymentFlex.TestSupport;

/// <summary>Redis with a password, in a file that only its owner reads.</summary>
public class RedisServer : TestServer
{
    public const string Password = "kept-in-a-file";

    private readonly string _program = InstalledProgram.Find("redis-server", "./flex servers install, or on Debian apt-get install redis-server");
    private readonly string[] _settings;

    /// <param name="settings">Lines of redis.conf beside those that every server has.</param>
    public RedisServer(params string[] settings)
    {
        _settings = settings;
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
