using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests;

public sealed class RestartTests
{
    [Fact]
    public async Task A_service_that_crashes_is_started_again_at_the_same_address()
    {
        await using var application = new TestApplication();
        var service = application.AddService("cases");
        await application.StartHealthyAsync();
        var before = application.ProcessOf("cases");
        using var client = new HttpClient();

        _ = client.PostAsync($"{service.GetEndpoint("http").Url}/exit/3", content: null, TestContext.Current.CancellationToken);
        var crashed = await application.WaitForStateAsync("cases", KnownResourceStates.Exited);
        await application.Notifications.WaitForResourceHealthyAsync("cases", TestApplication.Deadline);

        crashed.Snapshot.ExitCode.ShouldBe(3);
        application.ProcessOf("cases").ShouldNotBe(before);
        (await client.GetAsync($"{service.GetEndpoint("http").Url}/ready", TestContext.Current.CancellationToken)).IsSuccessStatusCode.ShouldBeTrue();
        await application.WaitForLineAsync("cases", "Stopped with exit code 3. Restart 1 of at most 8");
    }

    [Fact]
    public async Task A_service_that_ends_by_itself_is_not_started_again()
    {
        await using var application = new TestApplication();
        var service = application.AddService("cases");
        await application.StartHealthyAsync();
        using var client = new HttpClient();

        _ = client.PostAsync($"{service.GetEndpoint("http").Url}/exit/0", content: null, TestContext.Current.CancellationToken);

        (await application.WaitForStateAsync("cases", KnownResourceStates.Finished)).Snapshot.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_service_with_wrong_settings_is_not_started_again_and_its_last_lines_are_told()
    {
        await using var application = new TestApplication();
        application.AddService("cases").WithEnvironment("TEST_CRASH", "78");
        application.AddService("jobs");
        await application.StartAsync();

        await application.WaitForStateAsync("cases", KnownResourceStates.FailedToStart);
        await application.Notifications.WaitForResourceHealthyAsync("jobs", TestApplication.Deadline);

        var message = application.Messages.All.ShouldHaveSingleItem();
        message.ShouldStartWith("cases does not run. It stopped with exit code 78");
        message.ShouldContain("cases cannot go on");
        message.ShouldContain("cases says why");
    }

    [Fact]
    public async Task A_project_that_is_not_built_is_named_with_the_command_that_builds_it()
    {
        await using var application = new TestApplication();
        application.Builder.AddProject("cases", Path.Combine(application.Folder, "Cases.csproj"));
        await application.StartAsync();

        await application.WaitForStateAsync("cases", KnownResourceStates.FailedToStart);

        application.Messages.All.ShouldHaveSingleItem().ShouldContain("dotnet build");
        await application.WaitForLineAsync("cases", "dotnet build");
    }
}
