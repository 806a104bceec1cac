using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.System.Tests;

/// <summary>Redis and PostgreSQL as they are installed here, as children of an AppHost that is killed in between.</summary>
public sealed class InstalledServersTests : RunningSystem
{
    private static readonly string[] s_programs = ["redis-server", "initdb", "psql"];

    // Outside of the temporary folder that only root can enter: PostgreSQL runs as another account there.
    private readonly string _servers = Path.Combine(Path.GetTempPath(), $"flex-servers-{Guid.NewGuid():N}");

    protected override IReadOnlyList<string> Command =>
        [.. base.Command, "--cache", "installed", "--data", "installed", "--Realize:Folder", _servers];

    // Each test starts it, when it is not skipped.
    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task They_run_with_passwords_of_their_own_and_keep_their_data_when_the_AppHost_is_killed()
    {
        RequireServers();
        await StartAsync();
        var cachePassword = await File.ReadAllTextAsync(Path.Combine(_servers, "cache", "password"), TestContext.Current.CancellationToken);
        var dataPassword = await File.ReadAllTextAsync(Path.Combine(_servers, "data", "password"), TestContext.Current.CancellationToken);

        EnvironmentOf("gateway").ShouldContain($"ConnectionStrings__cache=localhost:{Port("cache")},password={cachePassword}");
        EnvironmentOf("cases").ShouldContain(
            $"ConnectionStrings__data=Host=localhost;Port={Port("data")};Username=postgres;Password={dataPassword};Database=deploymentflex");
        CommandLines().ShouldNotContain(line => line.Contains(cachePassword, StringComparison.Ordinal) || line.Contains(dataPassword, StringComparison.Ordinal));

        (await RedisAsync("SET kept yes")).ShouldStartWith("-NOAUTH");
        (await RedisAsync("AUTH wrong")).ShouldStartWith("-WRONGPASS");
        (await RedisAsync($"AUTH {cachePassword}", "SET kept yes")).ShouldBe("+OK");
        (await PsqlAsync("wrong", "SELECT 1")).ShouldContain("password authentication failed");
        (await PsqlAsync(dataPassword, "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('yes')")).ShouldContain("INSERT 0 1");

        var (ports, processes) = (new[] { Port("cache"), Port("data"), base.Port }, Processes());
        KillAppHost();
        await Until.TrueAsync(() => !processes.Any(static process => Directory.Exists($"/proc/{process}")), "every process is gone");
        ports.ShouldAllBe(static port => !IsOpen(port));

        await StartAsync();
        (await RedisAsync($"AUTH {cachePassword}", "GET kept")).ShouldBe("$3");
        (await PsqlAsync(dataPassword, "SELECT word FROM kept")).ShouldContain("yes");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Directory.Exists(_servers))
        {
            Directory.Delete(_servers, recursive: true);
        }
    }

    private static void RequireServers()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It looks into /proc.");
        var missing = s_programs.Where(static program => !IsInstalled(program)).ToList();
        if (missing.Count > 0)
        {
            var reason = $"There is no {string.Join(", no ", missing)}: ./flex servers install";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("FLEX_REQUIRE_SERVERS") is "1", reason);
            Assert.Fail(reason);
        }
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)))
        || (Directory.Exists("/usr/lib/postgresql") && Directory.GetFiles("/usr/lib/postgresql", program, SearchOption.AllDirectories).Length > 0);

    private new int Port(string resource) => new Uri(Resource(resource).GetProperty("urls")[0].GetString()!).Port;

    private string[] EnvironmentOf(string service) =>
        File.ReadAllText($"/proc/{Resource(service).GetProperty("pid").GetInt32()}/environ").Split('\0');

    private int[] Processes() => [.. new[] { "cache", "data", "gateway", "cases", "jobs" }.Select(name => Resource(name).GetProperty("pid").GetInt32())];

    private static List<string> CommandLines() => [.. Directory.GetDirectories("/proc").Select(static folder =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline"));
        }
        catch (IOException)
        {
            // No process, or one that has just ended.
            return "";
        }
    })];

    private async Task<string?> RedisAsync(params string[] commands)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("localhost", Port("cache"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        string? answer = null;
        foreach (var command in commands)
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"), TestContext.Current.CancellationToken);
            answer = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        }

        return answer;
    }

    private async Task<string> PsqlAsync(string password, string statement)
    {
        using var psql = Process.Start(new ProcessStartInfo(
            "psql", ["--host=localhost", $"--port={Port("data")}", "--username=postgres", "--dbname=deploymentflex", "--no-password", "--command", statement])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PGPASSWORD"] = password },
        })!;
        var output = await Task.WhenAll(
            psql.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), psql.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        return string.Concat(output);
    }

    private static bool IsOpen(int port)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect("localhost", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
