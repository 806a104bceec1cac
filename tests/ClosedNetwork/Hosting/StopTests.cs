using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests;

public sealed class StopTests
{
    [Fact]
    public async Task A_service_stops_after_those_that_depend_on_it()
    {
        await using var application = new TestApplication();
        var first = application.AddService("first");
        var second = application.AddService("second").WithReference(first);
        application.AddService("third").WaitFor(second);

        // Of two that depend on each other, the later one stops first.
        first.WithReference(second);

        await application.StartHealthyAsync();
        await application.StopAsync();

        (await File.ReadAllLinesAsync(Path.Combine(application.Folder, "stops"), TestContext.Current.CancellationToken)).ShouldBe(["third", "second", "first"]);
        application.StateOf("first").ShouldBe(KnownResourceStates.Finished);
    }

    [Fact]
    public async Task A_service_that_does_not_stop_is_ended_and_the_others_stop_in_their_own_time()
    {
        await using var application = new TestApplication();
        var polite = application.AddService("polite");
        application.AddService("hanging").WithReference(polite).WithEnvironment("TEST_HANGS", "yes");
        await application.StartHealthyAsync();
        var processes = new[] { application.ProcessOf("polite"), application.ProcessOf("hanging") };

        await application.StopAsync();

        processes.ShouldAllBe(static process => !Eventually.IsAlive(process));
        (await File.ReadAllLinesAsync(Path.Combine(application.Folder, "stops"), TestContext.Current.CancellationToken)).ShouldBe(["hanging", "polite"]);
    }

    [Fact]
    public async Task Services_that_nothing_depends_on_stop_together()
    {
        await using var application = new TestApplication();
        var both = new[] { "one", "other" };
        foreach (var name in both)
        {
            // Each ends only when the other was told to end as well.
            application.AddService(name).WithEnvironment("TEST_STOPS_WITH", both.Single(other => other != name));
        }

        await application.StartHealthyAsync();
        await application.StopAsync();

        both.ShouldAllBe(name => application.ExitCodeOf(name) == 0);
    }

    [Fact]
    public async Task A_service_that_waits_to_be_restarted_or_for_another_does_not_hold_up_the_stop()
    {
        await using var application = new TestApplication();
        var crashing = application.AddService("crashing").WithEnvironment("TEST_CRASH", "1");
        application.AddService("waiting").WaitFor(crashing);
        await application.StartAsync();
        await application.WaitForStateAsync("crashing", KnownResourceStates.Exited);

        await application.StopAsync();

        application.StateOf("waiting").ShouldBe(KnownResourceStates.Finished);
    }
}
