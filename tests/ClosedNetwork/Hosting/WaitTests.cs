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
    public async Task A_service_does_not_start_when_the_one_it_waits_for_has_failed()
    {
        await using var application = new TestApplication();
        var first = application.AddService("first").WithEnvironment("TEST_CRASH", "78");
        application.AddService("second").WaitFor(first);
        await application.StartAsync();

        await application.WaitForStateAsync("second", KnownResourceStates.FailedToStart);

        application.Messages.All.ShouldContain(static message =>
            message.StartsWith("second does not run. 'first', which it waits for, is FailedToStart.", StringComparison.Ordinal));
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
