using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests;

public sealed class StopTests
{
    [Fact]
    public async Task Services_stop_in_reverse_order()
    {
        await using var application = new TestApplication();
        foreach (var name in new[] { "first", "second", "third" })
        {
            application.AddService(name);
        }

        await application.StartHealthyAsync();
        await application.StopAsync();

        (await File.ReadAllLinesAsync(Path.Combine(application.Folder, "stops"), TestContext.Current.CancellationToken)).ShouldBe(["third", "second", "first"]);
        application.StateOf("first").ShouldBe(KnownResourceStates.Finished);
    }

    [Fact]
    public async Task A_service_that_does_not_stop_is_ended_and_the_others_stop_in_their_own_time()
    {
        await using var application = new TestApplication();
        application.AddService("polite");
        application.AddService("hanging").WithEnvironment("TEST_HANGS", "yes");
        await application.StartHealthyAsync();
        var processes = new[] { application.ProcessOf("polite"), application.ProcessOf("hanging") };

        await application.StopAsync();

        processes.ShouldAllBe(static process => !Eventually.IsAlive(process));
        (await File.ReadAllLinesAsync(Path.Combine(application.Folder, "stops"), TestContext.Current.CancellationToken)).ShouldBe(["hanging", "polite"]);
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
