using System.Diagnostics;
using System.Text.Json;
using DeploymentFlex.Cli.Run;

namespace DeploymentFlex.Cli.Tests.Run;

/// <summary>The AppHost is played by this test process, which runs, and by one that has ended.</summary>
public sealed class StartupTests : IDisposable
{
    private readonly TemporaryRepository _clone = new();
    private readonly Process _running = Process.GetCurrentProcess();

    [Fact]
    public async Task It_ends_well_when_every_resource_is_healthy()
    {
        Write(new RunResource { Name = "cases", State = "Running", Health = "Healthy" });

        var result = await WaitAsync(_running);

        result.Problem.ShouldBeNull();
        result.State!.AllHealthy.ShouldBeTrue();
    }

    [Fact]
    public async Task It_names_the_resource_that_failed_and_its_log()
    {
        Write(
            new RunResource { Name = "cases", State = "Running", Health = "Healthy" },
            new RunResource { Name = "jobs", State = "FailedToStart", ExitCode = 78, HealthDetail = "Jobs:Chain names no provider" });

        var result = await WaitAsync(_running);

        result.Problem.ShouldBe("jobs did not start: failed to start, exit code 78 (Jobs:Chain names no provider).");
        result.CulpritLog!.ShouldEndWith(Path.Combine("logs", "jobs.log"));
    }

    [Fact]
    public async Task It_says_when_the_AppHost_itself_ended()
    {
        using var ended = Process.Start(new ProcessStartInfo("dotnet", ["--no-such-option"]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        await ended.WaitForExitAsync(TestContext.Current.CancellationToken);

        var result = await WaitAsync(ended);

        result.Problem.ShouldBe($"The AppHost ended with exit code {ended.ExitCode}.");
        result.CulpritLog!.ShouldEndWith("apphost.log");
    }

    [Fact]
    public async Task It_reports_whom_it_waits_for_until_they_are_healthy()
    {
        Write(new RunResource { Name = "cases", State = "Running", Health = "Healthy" }, new RunResource { Name = "jobs", State = "Waiting" });
        var reports = new List<string>();

        var result = await WaitAsync(_running, report =>
        {
            reports.Add(report);
            Write(new RunResource { Name = "cases", State = "Running", Health = "Healthy" }, new RunResource { Name = "jobs", State = "Running", Health = "Healthy" });
        });

        result.Problem.ShouldBeNull();
        reports.ShouldBe(["1 of 2 healthy, waiting for jobs"]);
    }

    public void Dispose()
    {
        _running.Dispose();
        _clone.Dispose();
    }

    private Task<StartupResult> WaitAsync(Process appHost, Action<string>? report = null) =>
        new Startup(new RunFolder(_clone.Repository.RunFolder, _clone.Root), appHost, TimeProvider.System)
            .WaitAsync(report ?? (static _ => { }), TestContext.Current.CancellationToken);

    private void Write(params RunResource[] resources) =>
        _clone.Write(".flex/run/state.json", JsonSerializer.Serialize(new RunState { Resources = resources }, FlexJson.Default.RunState));
}
