using System.Diagnostics;
using DeploymentFlex.Cli.Run;

namespace DeploymentFlex.Cli.Tests.Run;

/// <summary>The AppHost is played by a shell.</summary>
public sealed class AppHostProcessTests : IDisposable
{
    private readonly TemporaryRepository _clone = new();

    [Fact]
    public async Task A_process_that_heeds_the_request_stops_by_itself()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such request");
        using var process = await ShellAsync("trap 'exit 0' TERM");

        (await AppHostProcess.StopAsync(process, TimeSpan.FromMinutes(1))).ShouldBeTrue();

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_process_that_does_not_is_killed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such request");
        using var process = await ShellAsync("trap '' TERM");

        (await AppHostProcess.StopAsync(process, TimeSpan.FromMilliseconds(1))).ShouldBeFalse();

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(128 + 9);
    }

    public void Dispose() => _clone.Dispose();

    private async Task<Process> ShellAsync(string trap)
    {
        var ready = Path.Combine(_clone.Root, "ready");
        var process = Process.Start("/bin/sh", ["-c", $"{trap}; : > '{ready}'; while :; do sleep 0.05; done"]);
        while (!File.Exists(ready))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TestContext.Current.CancellationToken);
        }

        return process;
    }
}
