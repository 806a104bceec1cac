using System.Diagnostics;
using System.Globalization;

namespace DeploymentFlex.System.Tests.Isolation;

/// <summary>
/// The system in a network namespace whose only way out is a cable to a second namespace, where each packet that
/// arrives is counted: the proof of what a process tries, not of what it says.
/// </summary>
public sealed class NamespacedSystem : RunningSystem
{
    // 192.0.2.0/24 is for documentation (RFC 5737): nobody is there.
    private const string Inside = "192.0.2.1";
    private const string Outside = "192.0.2.2";

    private readonly string _inner = $"flex-in-{Environment.ProcessId}";
    private readonly string _outer = $"flex-out-{Environment.ProcessId}";

    /// <summary>Why this cannot run here, or null.</summary>
    public static string? Missing { get; } = FindMissing();

    protected override IReadOnlyList<string> Command => ["ip", "netns", "exec", _inner, .. base.Command];

    public override async ValueTask InitializeAsync()
    {
        if (Missing is not null)
        {
            return;
        }

        await RunAsync("ip", "netns", "add", _inner);
        await RunAsync("ip", "netns", "add", _outer);
        await RunAsync("ip", "-n", _inner, "link", "add", "cable", "type", "veth", "peer", "name", "cable", "netns", _outer);
        foreach (var (name, address) in new[] { (_inner, Inside), (_outer, Outside) })
        {
            // Without this the kernel itself sends IPv6 router solicitations.
            await RunAsync("ip", "netns", "exec", name, "sh", "-c", "echo 1 > /proc/sys/net/ipv6/conf/cable/disable_ipv6");
            await RunAsync("ip", "-n", name, "link", "set", "lo", "up");
            await RunAsync("ip", "-n", name, "address", "add", $"{address}/24", "dev", "cable");
            await RunAsync("ip", "-n", name, "link", "set", "cable", "up");
        }

        await RunAsync("ip", "-n", _inner, "route", "add", "default", "via", Outside);
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        if (Missing is not null)
        {
            return;
        }

        await base.DisposeAsync();
        await RunAsync("ip", "netns", "delete", _inner);
        await RunAsync("ip", "netns", "delete", _outer);
    }

    /// <summary>The packets that reached the other end of the cable.</summary>
    public async Task<long> AttemptsAsync() => long.Parse(
        await RunAsync("ip", "netns", "exec", _outer, "cat", "/sys/class/net/cable/statistics/rx_packets"), CultureInfo.InvariantCulture);

    /// <summary>Runs curl inside, and returns what it printed.</summary>
    public Task<string> CurlAsync(params string[] arguments) =>
        RunAsync("ip", ["netns", "exec", _inner, "curl", "--silent", "--show-error", .. arguments]);

    /// <summary>Tries an address inside for a second; that nobody answers is expected.</summary>
    public async Task KnockAsync(string address)
    {
        using var process = Process.Start("ip", ["netns", "exec", _inner, "curl", "--silent", "--connect-timeout", "1", address]);
        await process.WaitForExitAsync();
    }

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

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}: {await error}");
        return output.Trim();
    }
}
