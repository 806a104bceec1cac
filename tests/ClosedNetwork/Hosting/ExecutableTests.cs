using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests;

public sealed class ExecutableTests
{
    [Fact]
    public async Task A_program_gets_its_arguments_and_variables_with_the_values_of_this_run()
    {
        await using var application = new TestApplication();
        var service = application.AddService("cases");
        var secret = application.Builder.AddParameter("secret", () => "a word", secret: true);
        application.Builder.AddExecutable("script", "sh", application.Folder, "-c", "echo \"$1 $WORD\" > said", "sh", service.GetEndpoint("http"))
            .WithEnvironment("WORD", ReferenceExpression.Create($"<{secret}>"));
        await application.StartAsync();

        await application.WaitForStateAsync("script", KnownResourceStates.Finished);

        var said = await File.ReadAllTextAsync(Path.Combine(application.Folder, "said"), TestContext.Current.CancellationToken);
        said.ShouldBe($"{service.GetEndpoint("http").Url} <a word>\n");
    }

    [Fact]
    public async Task A_program_that_fails_is_told_with_its_last_lines_and_not_started_again()
    {
        await using var application = new TestApplication();
        application.Builder.AddExecutable("script", "sh", application.Folder, "-c", "echo it says why; exit 3");
        await application.StartAsync();

        (await application.WaitForStateAsync("script", KnownResourceStates.Exited)).Snapshot.ExitCode.ShouldBe(3);
        await Eventually.Holds(() => application.Messages.All.Count > 0, "the failure is told");

        var message = application.Messages.All.ShouldHaveSingleItem();
        message.ShouldStartWith("script does not run. It stopped with exit code 3.");
        message.ShouldContain("it says why");
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named()
    {
        await using var application = new TestApplication();
        application.Builder.AddExecutable("server", "no-such-server", application.Folder);
        await application.StartAsync();

        await application.WaitForStateAsync("server", KnownResourceStates.FailedToStart);

        application.Messages.All.ShouldHaveSingleItem().ShouldBe(
            "server does not run. There is no program 'no-such-server': install it, or put its folder into PATH.");
    }

    [Fact]
    public async Task A_program_stops_with_the_application()
    {
        await using var application = new TestApplication();
        application.Builder.AddExecutable("sleeper", "sleep", application.Folder, "600");
        await application.StartAsync();
        await application.WaitForStateAsync("sleeper", KnownResourceStates.Running);
        var process = application.ProcessOf("sleeper");

        await application.StopAsync();

        Eventually.IsAlive(process).ShouldBeFalse();
    }
}
