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

        result.Problems.ShouldBeEmpty();
        result.State!.AllHealthy.ShouldBeTrue();
    }

    [Fact]
    public async Task It_names_the_resource_that_failed_and_its_log()
    {
        Write(
            new RunResource { Name = "cases", State = "Running", Health = "Healthy" },
            new RunResource { Name = "jobs", State = "FailedToStart", ExitCode = 78, HealthDetail = "Jobs:Chain names no provider" });

        var result = await WaitAsync(_running);

        result.Problems.ShouldHaveSingleItem().Text.ShouldBe("jobs did not start: failed to start, exit code 78 (Jobs:Chain names no provider).");
        result.Problems[0].Log.ShouldEndWith(Path.Combine("logs", "jobs.log"));
    }

    [Fact]
    public async Task It_waits_for_the_others_when_one_has_failed_and_names_every_one_that_has()
    {
        var failed = new RunResource { Name = "jobs", State = "FailedToStart" };
        Write(failed, new RunResource { Name = "cases", State = "Starting" }, new RunResource { Name = "gateway", State = "Starting" });

        var result = await WaitAsync(_running, _ => Write(
            failed,
            new RunResource { Name = "cases", State = "Running", Health = "Healthy" },
            new RunResource { Name = "gateway", State = "Starting", Restarts = 4 }));

        result.Problems.Select(static problem => problem.Text).ShouldBe(
            ["jobs did not start: failed to start.", "gateway did not start: starting, restarted 4 times."]);
    }

    [Fact]
    public async Task It_does_not_wait_for_the_others_where_the_first_failure_ends_all()
    {
        Write(new RunResource { Name = "jobs", State = "FailedToStart" }, new RunResource { Name = "cases", State = "Starting" });

        var result = await WaitAsync(_running, failFast: true);

        result.Problems.ShouldHaveSingleItem().Text.ShouldStartWith("jobs did not start");
    }

    [Fact]
    public async Task It_says_when_the_AppHost_itself_ended()
    {
        using var ended = Process.Start(new ProcessStartInfo("dotnet", ["--no-such-option"]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        await ended.WaitForExitAsync(TestContext.Current.CancellationToken);

        var result = await WaitAsync(ended);

        result.Problems.ShouldHaveSingleItem().Text.ShouldBe($"The AppHost ended with exit code {ended.ExitCode}.");
        result.Problems[0].Log.ShouldEndWith("apphost.log");
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

        result.Problems.ShouldBeEmpty();
        reports.ShouldBe(["1 of 2 healthy, waiting for jobs"]);
    }

    public void Dispose()
    {
        _running.Dispose();
        _clone.Dispose();
    }

    private Task<StartupResult> WaitAsync(Process appHost, Action<string>? report = null, bool failFast = false) =>
        new Startup(new RunFolder(_clone.Repository.RunFolder, _clone.Root), appHost, failFast, TimeProvider.System)
            .WaitAsync(report ?? (static _ => { }), TestContext.Current.CancellationToken);

    private void Write(params RunResource[] resources) =>
        _clone.Write(".flex/run/state.json", JsonSerializer.Serialize(new RunState { Resources = resources }, FlexJson.Default.RunState));
}
