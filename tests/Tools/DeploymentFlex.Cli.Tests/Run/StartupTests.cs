using System.Diagnostics;
using System.Text.Json;
using Aspire.V1;
using DeploymentFlex.Cli.Run;
using DeploymentFlex.Cli.Tests.Dashboard;

namespace DeploymentFlex.Cli.Tests.Run;

/// <summary>The AppHost is played by this test process, which runs, and by one that has ended.</summary>
public sealed class StartupTests : IAsyncLifetime
{
    private readonly TemporaryRepository _clone = new();
    private readonly FakeResourceService _service = new();
    private readonly Process _running = Process.GetCurrentProcess();

    [Fact]
    public async Task It_ends_well_when_every_resource_is_healthy()
    {
        Say(Healthy("cases"));

        var result = await WaitAsync(_running);

        result.Problems.ShouldBeEmpty();
        result.State!.ResourceService.ShouldNotBeNull();
    }

    [Fact]
    public async Task It_names_the_resource_that_failed_and_its_log()
    {
        Say(Healthy("cases"), FakeResourceService.Resource("jobs", "FailedToStart", exitCode: 78, healthDetail: "Jobs:Chain names no provider"));
        _service.Write("jobs", "2026-11-20T10:00:00Z Jobs:Chain names no provider");

        var result = await WaitAsync(_running);

        result.Problems.ShouldHaveSingleItem().Text.ShouldBe("jobs did not start: failed to start, exit code 78 (Jobs:Chain names no provider).");
        result.Problems[0].Log.ShouldBe("jobs");
        result.Problems[0].LastLines.ShouldBe(["Jobs:Chain names no provider"]);
    }

    [Fact]
    public async Task It_waits_for_the_others_when_one_has_failed_and_names_every_one_that_has()
    {
        var failed = FakeResourceService.Resource("jobs", "FailedToStart");
        Say(failed, FakeResourceService.Resource("cases", "Starting"), FakeResourceService.Resource("gateway", "Starting"));

        var result = await WaitAsync(_running, _ => Say(
            failed,
            Healthy("cases"),
            FakeResourceService.Resource("gateway", "Starting", restarts: 4)));

        result.Problems.Select(static problem => problem.Text).ShouldBe(
            ["jobs did not start: failed to start.", "gateway did not start: starting, restarted 4 times."]);
    }

    [Fact]
    public async Task It_does_not_wait_for_the_others_where_the_first_failure_ends_all()
    {
        Say(FakeResourceService.Resource("jobs", "FailedToStart"), FakeResourceService.Resource("cases", "Starting"));

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
        Say(Healthy("cases"), FakeResourceService.Resource("jobs", "Waiting"));
        var reports = new List<string>();

        var result = await WaitAsync(_running, report =>
        {
            reports.Add(report);
            Say(Healthy("cases"), Healthy("jobs"));
        });

        result.Problems.ShouldBeEmpty();
        reports.ShouldBe(["1 of 2 healthy, waiting for jobs"]);
    }

    public async ValueTask InitializeAsync()
    {
        await _service.StartAsync();
        _clone.Write(".flex/run/state.json", JsonSerializer.Serialize(_service.Run, FlexJson.Default.RunState));
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _running.Dispose();
        _clone.Dispose();
    }

    private async Task<StartupResult> WaitAsync(Process appHost, Action<string>? report = null, bool failFast = false)
    {
        using var startup = new Startup(new RunFolder(_clone.Repository.RunFolder, _clone.Root), appHost, failFast, TimeProvider.System);
        return await startup.WaitAsync(report ?? (static _ => { }), TestContext.Current.CancellationToken);
    }

    private static Resource Healthy(string name) => FakeResourceService.Resource(name, "Running", health: "Healthy");

    private void Say(params Resource[] resources) => _service.Resources = resources;
}
