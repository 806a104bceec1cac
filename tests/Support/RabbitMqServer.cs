using System.Diagnostics;
using System.Globalization;
using System.Text;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.TestSupport;

/// <summary>One node of RabbitMQ with a password, and a port mapper of its own that ends with it.</summary>
public sealed class RabbitMqServer : TestServer, IPasswordServer, INamedServer
{
    public const string Password = "kept-in-a-file";

    /// <summary>With less room on its disk it takes no messages.</summary>
    public const int MegabytesKeptFree = 50;

    private const string User = "flex";
    private const string Versions = "/usr/lib/rabbitmq/lib";

    private readonly string _program = FindProgram();
    private readonly int _mapperPort = FreePort.Next();
    private readonly int _nodePort = FreePort.Next();

    public static string Product => "RabbitMQ";

    // The folder is named for it; asking the program takes seconds.
    public static string Version => Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(FindProgram()))!)["rabbitmq_server-".Length..];

    public static bool IsInstalled => TryFindProgram() is not null;

    private string Node => $"flex{Port}@localhost";

    /// <summary>The address, with its password.</summary>
    /// <param name="port">Another port than the server's own, behind which it is.</param>
    public string Url(int? port = null) => $"amqp://{User}:{Password}@{Host}:{port ?? Port}/";

    /// <summary>
    /// Waits until a quorum queue is in the list that the server reads as it starts. A new queue gets there moments later,
    /// and a server that is killed before forgets it, with all that it confirmed.
    /// </summary>
    public Task KnowsForGoodAsync(string queue)
    {
        var list = Path.Combine(Folder, "data", Node, "quorum", Node, "names.dets");
        return Until.TrueAsync(
            async token => File.Exists(list) && (await File.ReadAllTextAsync(list, Encoding.Latin1, token)).Contains(queue, StringComparison.Ordinal),
            $"RabbitMQ has written down that there is {queue}");
    }

    public async Task ChangePasswordAsync(string from, string to, CancellationToken cancellationToken)
    {
        await ControlAsync(["change_password", User, to], cancellationToken);
        await ControlAsync(["close_all_connections", "the password was changed"], cancellationToken);
    }

    protected override ProcessStartInfo CreateStart()
    {
        File.WriteAllLines(Path.Combine(Folder, "rabbit.conf"),
        [
            $"default_user = {User}", $"default_pass = {Password}", "log.console = true", "log.file = false", $"disk_free_limit.absolute = {MegabytesKeptFree}MB",
        ]);
        File.WriteAllText(Path.Combine(Folder, "plugins"), "[].");
        File.WriteAllText(Path.Combine(Folder, "environment"), "");
        return Prepare(new ProcessStartInfo(_program));
    }

    private async Task ControlAsync(string[] command, CancellationToken cancellationToken)
    {
        var program = Path.Combine(Path.GetDirectoryName(_program)!, "rabbitmqctl");
        var start = new ProcessStartInfo(program, ["--quiet", "--node", Node, .. command]);
        using var control = Process.Start(Inside(Prepare(start)))!;
        var problem = await control.StandardError.ReadToEndAsync(cancellationToken);
        await control.WaitForExitAsync(cancellationToken);
        if (control.ExitCode != 0)
        {
            throw new InvalidOperationException($"rabbitmqctl {command[0]}: {problem}");
        }
    }

    private ProcessStartInfo Prepare(ProcessStartInfo start)
    {
        foreach (var (name, value) in new[]
        {
            ("HOME", Folder), ("RABBITMQ_NODENAME", Node), ("RABBITMQ_NODE_IP_ADDRESS", Host), ("RABBITMQ_NODE_PORT", $"{Port}"),
            ("RABBITMQ_DIST_PORT", $"{_nodePort}"), ("ERL_EPMD_PORT", $"{_mapperPort}"), ("ERL_EPMD_ADDRESS", "127.0.0.1"),
            ("RABBITMQ_MNESIA_BASE", Path.Combine(Folder, "data")), ("RABBITMQ_LOG_BASE", Path.Combine(Folder, "log")),
            ("RABBITMQ_CONFIG_FILE", Path.Combine(Folder, "rabbit")), ("RABBITMQ_ADVANCED_CONFIG_FILE", Path.Combine(Folder, "advanced")),
            ("RABBITMQ_ENABLED_PLUGINS_FILE", Path.Combine(Folder, "plugins")), ("RABBITMQ_CONF_ENV_FILE", Path.Combine(Folder, "environment")),
            // The process that is started is the server itself then, and no script that waits for it.
            ("RABBITMQ_ALLOW_INPUT", "1"), ("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-noinput"),
        })
        {
            start.Environment[name] = value;
        }

        return start;
    }

    protected override async ValueTask CleanAsync()
    {
        var start = new ProcessStartInfo("epmd", ["-port", _mapperPort.ToString(CultureInfo.InvariantCulture), "-kill"]);
        using var end = Process.Start(Inside(start))!;
        await end.WaitForExitAsync();
    }

    // The port mapper is on loopback, of which each network has its own.
    private ProcessStartInfo Inside(ProcessStartInfo start)
    {
        var inside = Network?.Inside(start) ?? start;
        inside.RedirectStandardOutput = inside.RedirectStandardError = true;
        return inside;
    }

    private static string FindProgram() =>
        TryFindProgram() ?? InstalledProgram.Find("sbin/rabbitmq-server", "./flex servers install, or on Debian apt-get install rabbitmq-server", Versions);

    // The command on the path becomes another user, and keeps its data elsewhere.
    private static string? TryFindProgram() => !Directory.Exists(Versions)
        ? null
        : Directory.GetDirectories(Versions, "rabbitmq_server-*").Order(StringComparer.Ordinal)
            .Select(static folder => Path.Combine(folder, "sbin", "rabbitmq-server")).LastOrDefault(File.Exists);
}
