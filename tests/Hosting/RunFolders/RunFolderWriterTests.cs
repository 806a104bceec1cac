using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using DeploymentFlex.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace DeploymentFlex.Hosting.Tests.RunFolders;

public sealed class RunFolderWriterTests
{
    [Fact]
    public async Task The_file_says_what_runs_and_where()
    {
        await using var model = new TestModel("--mode", "on-premises");
        model.Gateway.WithHttpEndpoint().WithExternalHttpEndpoints();
        await model.PublishBeforeStartAsync();

        await RunGatewayAsync(model);
        var state = await ReadWhenAsync(model, static state => (string?)state["resources"]!.AsArray().FirstOrDefault()?["state"] == "Running");

        ((int)state["pid"]!).ShouldBe(Environment.ProcessId);
        ((string?)state["mode"]).ShouldBe("on-premises");
        ((string?)state["feed"]).ShouldBeOneOf("closed", "full");
        ((string?)state["gateway"]).ShouldBe("http://localhost:8080");
        ((string?)state["console"]).ShouldBe("http://localhost:8080/");
        state["stoppedAt"].ShouldBeNull();
        var gateway = state["resources"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)gateway["name"]).ShouldBe("gateway");
        ((string?)gateway["health"]).ShouldBe("Healthy");
        ((int)gateway["pid"]!).ShouldBe(17);
        ((string?)gateway["urls"]![0]).ShouldBe("http://localhost:8080");
    }

    [Fact]
    public async Task A_clean_stop_is_said_with_the_last_state_of_each_resource()
    {
        await using var model = new TestModel();
        await model.PublishBeforeStartAsync();
        await RunGatewayAsync(model);
        await ReadWhenAsync(model, static state => state["resources"]!.AsArray().Count > 0);

        await model.Application.ResourceNotifications.PublishUpdateAsync(
            model.Gateway.Resource, static snapshot => snapshot with { State = KnownResourceStates.Finished, ExitCode = 0 });
        ((ApplicationLifetime)model.Application.Services.GetRequiredService<IHostApplicationLifetime>()).NotifyStopped();

        var state = await ReadWhenAsync(model, static state => state["stoppedAt"] is not null);
        ((string?)state["resources"]![0]!["state"]).ShouldBe("Finished");
        state["resources"]![0]!["pid"].ShouldBeNull();
    }

    [Fact]
    public async Task The_folder_is_its_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");

        await using var model = new TestModel();
        await model.PublishBeforeStartAsync();

#pragma warning disable CA1416 // Skipped above.
        File.GetUnixFileMode(model.RunFolder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
#pragma warning restore CA1416
    }

    private static Task RunGatewayAsync(TestModel model) => model.Application.ResourceNotifications.PublishUpdateAsync(
        model.Gateway.Resource, static snapshot => snapshot with
        {
            State = KnownResourceStates.Running,
            Urls = [new UrlSnapshot("http", "http://localhost:8080", IsInternal: false)],
            Properties = [new ResourcePropertySnapshot("executable.pid", 17)],
        });

    // Every read must find a whole document: the file is replaced, never rewritten.
    private static async Task<JsonNode> ReadWhenAsync(TestModel model, Func<JsonNode, bool> condition)
    {
        JsonNode state = new JsonObject();
        await WhenAsync(() =>
        {
            state = JsonNode.Parse(File.ReadAllText(Path.Combine(model.RunFolder, "state.json")))
                ?? throw new JsonException("state.json is empty.");
            return condition(state);
        });
        return state;
    }

    private static Task WhenAsync(Func<bool> condition) => Until.TrueAsync(condition, "the run folder says so");
}
