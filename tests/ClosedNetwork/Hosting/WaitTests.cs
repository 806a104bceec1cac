using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Tests;

public sealed class WaitTests
{
    [Fact]
    public async Task A_service_starts_when_the_one_it_waits_for_is_healthy()
    {
        await using var application = new TestApplication();
        var readyFile = Path.Combine(application.Folder, "ready");
        var first = application.AddService("first", readyFile);
        application.AddService("second").WaitFor(first);
        await application.StartAsync();

        var unhealthy = await application.Notifications.WaitForResourceAsync(
            "first", static update => update.Snapshot.HealthReports.Any(static report => report.Description is not null
                && report.Description.Contains("503", StringComparison.Ordinal)), TestApplication.Deadline);
        unhealthy.Snapshot.HealthStatus.ShouldBe(HealthStatus.Unhealthy);
        application.StateOf("second").ShouldBe(KnownResourceStates.Waiting);

        await File.WriteAllTextAsync(readyFile, "", TestContext.Current.CancellationToken);
        await application.Notifications.WaitForResourceHealthyAsync("second", TestApplication.Deadline);
    }

    [Fact]
    public async Task A_service_goes_on_waiting_when_the_one_it_waits_for_has_failed()
    {
        await using var application = new TestApplication();
        var first = application.AddService("first").WithEnvironment("TEST_CRASH", "78");
        application.AddService("second").WaitFor(first);
        await application.StartAsync();

        await application.WaitForStateAsync("first", KnownResourceStates.FailedToStart);
        await application.WaitForStateAsync("second", KnownResourceStates.Waiting);

        application.Messages.All.ShouldHaveSingleItem().ShouldStartWith("first does not run.");
    }

    [Fact]
    public async Task A_service_does_not_start_when_what_was_to_be_done_before_has_failed()
    {
        await using var application = new TestApplication();
        var script = application.Builder.AddExecutable("script", "sh", application.Folder, "-c", "exit 3");
        application.AddService("cases").WaitForCompletion(script);
        await application.StartAsync();

        await application.WaitForStateAsync("cases", KnownResourceStates.FailedToStart);

        application.Messages.All.ShouldContain("cases does not run. 'script', which it waits for, is Exited.");
    }

    [Fact]
    public async Task A_service_starts_when_the_one_it_waits_for_is_done()
    {
        await using var application = new TestApplication();
        var migration = application.AddService("migration").WithEnvironment("TEST_CRASH", "0");
        application.AddService("cases").WaitForCompletion(migration);
        await application.StartAsync();

        await application.Notifications.WaitForResourceHealthyAsync("cases", TestApplication.Deadline);

        application.StateOf("migration").ShouldBe(KnownResourceStates.Finished);
    }
}
