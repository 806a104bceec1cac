using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace DeploymentFlex.System.Tests.Isolation;

/// <summary>
/// The system in a network namespace whose only way out is a cable to a second namespace, where each packet that
/// arrives is counted: the proof of what a process tries, not of what it says.
/// </summary>
public class NamespacedSystem : RunningSystem
{
    // 192.0.2.0/24 is for documentation (RFC 5737): nobody is there.
    private const string Inside = "192.0.2.1";

    /// <summary>The second host, at the other end of the cable.</summary>
    public const string Outside = "192.0.2.2";

    private static int s_count;

    private readonly string _outer;

    public NamespacedSystem()
    {
        // A name of a device has 15 characters at most.
        var number = $"{Environment.ProcessId}-{Interlocked.Increment(ref s_count)}";
        Inner = $"fin{number}";
        _outer = $"fout{number}";
    }

    /// <summary>Why this cannot run here, or null.</summary>
    public static string? Missing { get; } = FindMissing();

    /// <summary>The namespace that the system runs in.</summary>
    protected string Inner { get; }

    protected override IReadOnlyList<string> Command => ["ip", "netns", "exec", Inner, .. base.Command];

    public override async ValueTask InitializeAsync()
    {
        if (Missing is not null)
        {
            return;
        }

        await RunAsync("ip", "netns", "add", Inner);
        await RunAsync("ip", "netns", "add", _outer);
        await RunAsync("ip", "-n", Inner, "link", "add", "cable", "type", "veth", "peer", "name", "cable", "netns", _outer);
        foreach (var (name, address) in new[] { (Inner, Inside), (_outer, Outside) })
        {
            // Without this the kernel itself sends IPv6 router solicitations.
            await RunAsync("ip", "netns", "exec", name, "sh", "-c", "echo 1 > /proc/sys/net/ipv6/conf/cable/disable_ipv6");
            await RunAsync("ip", "-n", name, "link", "set", "lo", "up");
            await RunAsync("ip", "-n", name, "address", "add", $"{address}/24", "dev", "cable");
            await RunAsync("ip", "-n", name, "link", "set", "cable", "up");
        }

        await RunAsync("ip", "-n", Inner, "route", "add", "default", "via", Outside);
        await PrepareAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Missing is not null)
        {
            return;
        }

        await base.DisposeAsync();
        await RunAsync("ip", "netns", "delete", Inner);
        await RunAsync("ip", "netns", "delete", _outer);
    }

    /// <summary>The packets that reached the other end of the cable.</summary>
    public async Task<long> AttemptsAsync() => long.Parse(
        await RunAsync("ip", "netns", "exec", _outer, "cat", "/sys/class/net/cable/statistics/rx_packets"), CultureInfo.InvariantCulture);

    /// <summary>Runs curl inside, and returns what it printed.</summary>
    public Task<string> CurlAsync(params string[] arguments) =>
        RunAsync("ip", ["netns", "exec", Inner, "curl", "--silent", "--show-error", .. arguments]);

    /// <summary>Opens a case, uploads a log to it, and returns when its lines can be found.</summary>
    public async Task IndexLogAsync()
    {
        var gateway = $"http://localhost:{Port}";
        var created = JsonDocument.Parse(await CurlAsync(
            $"{gateway}/api/cases", "--header", "Content-Type: application/json", "--data", """{"title":"Alone"}""")).RootElement;
        var caseId = created.GetProperty("id").GetString();
        var stored = JsonDocument.Parse(await CurlAsync(
            $"{gateway}/api/cases/{caseId}/evidence", "--form", $"file=@{Path.Combine(Repository.Logs, "Apache_2k.log")}")).RootElement;
        await WaitAsync("the log is indexed", async () =>
            (await CurlAsync($"{gateway}/api/evidence/{stored.GetProperty("id").GetString()}")).Contains("\"indexed\"", StringComparison.Ordinal));
    }

    /// <summary>Tries an address inside for a second; that nobody answers is expected.</summary>
    public async Task KnockAsync(string address)
    {
        using var process = Process.Start("ip", ["netns", "exec", Inner, "curl", "--silent", "--connect-timeout", "1", address]);
        await process.WaitForExitAsync();
    }

    /// <summary>Skips the test where this cannot run, or fails it where the run must be complete.</summary>
    public static void Require()
    {
        if (Missing is { } reason)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("FLEX_REQUIRE_SERVERS") is "1", reason);
            Assert.Fail(reason);
        }
    }

    /// <summary>What else is needed before the system starts.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    private static string? FindMissing()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName is not "root")
        {
            return "Network namespaces need Linux and root.";
        }

        var lacking = new[] { "ip", "curl" }.Where(static tool => !new[] { "/usr/bin", "/usr/sbin", "/sbin", "/bin" }
            .Any(folder => File.Exists(Path.Combine(folder, tool)))).ToList();
        return lacking.Count == 0 ? null : $"{string.Join(" and ", lacking)} not found; './flex servers install' brings them.";
    }

    protected static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}: {await error}");
        return output.Trim();
    }
}
