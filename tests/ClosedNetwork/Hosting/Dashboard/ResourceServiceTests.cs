using Aspire.Hosting.ApplicationModel;
using Aspire.V1;
using Microsoft.Extensions.DependencyInjection;
using ResourceCommandState = Aspire.V1.ResourceCommandState;

namespace Aspire.Hosting.Tests.Dashboard;

public sealed class ResourceServiceTests : IAsyncDisposable
{
    private readonly TestApplication _application = TestApplication.WithResourceService();

    [Fact]
    public async Task A_watcher_gets_every_resource_with_what_is_known_of_it()
    {
        var key = _application.Builder.AddParameter("key", "from a parameter", secret: true);
        var data = _application.AddService("data");
        _application.AddService("web").WithReference(data).WaitFor(data)
            .WithEnvironment("GREETING", "hello")
            .WithEnvironment("SIGNATURE", key)
            .WithEnvironment("ApiKey", "from a text");
        await _application.StartHealthyAsync();
        using var client = Client();

        var web = await WatchAsync(client, "web", static resource => resource.HealthReports is [{ Status: HealthStatus.Healthy }]);

        web.Name.ShouldStartWith("web-");
        web.ResourceType.ShouldBe("Project");
        web.State.ShouldBe("Running");
        web.CreatedAt.ShouldNotBeNull();
        web.StartedAt.ShouldNotBeNull();
        web.Urls.ShouldHaveSingleItem().FullUrl.ShouldBe(_application.UrlOf("web"));
        web.Relationships.Select(static relation => (relation.ResourceName, relation.Type)).ShouldBe([("data", "Reference"), ("data", "WaitFor")], ignoreOrder: true);
        var properties = web.Properties.ToDictionary(static property => property.Name);
        properties["project.path"].Value.StringValue.ShouldBe(TestApplication.ServiceProject);
        properties["executable.pid"].Value.NumberValue.ShouldBe(_application.ProcessOf("web"));
        properties["resource.healthState"].Value.StringValue.ShouldBe("Healthy");
        properties["executable.args"].IsSensitive.ShouldBeTrue();
        var environment = web.Environment.ToDictionary(static variable => variable.Name, static variable => variable.Value);
        environment["GREETING"].ShouldBe("hello");
        environment["services__data__http__0"].ShouldBe(_application.UrlOf("data"));
        environment["SIGNATURE"].ShouldBe("********");
        environment["ApiKey"].ShouldBe("********");
        web.ToString().ShouldNotContain("from a");
    }

    [Fact]
    public async Task A_watcher_learns_of_each_change()
    {
        var service = _application.AddService("data");
        await _application.StartAsync();
        using var client = Client();

        await WatchAsync(client, "data", static resource => resource.HealthReports is [{ Status: HealthStatus.Healthy }]);
        await _application.Notifications.PublishUpdateAsync(service.Resource, static snapshot => snapshot with { State = new("Melted", "warning") });
        (await WatchAsync(client, "data", static resource => resource.State is "Melted")).StateStyle.ShouldBe("warning");
    }

    [Fact]
    public async Task Lines_come_with_their_numbers_and_streams_first_the_old_then_the_new()
    {
        var service = _application.AddService("data");
        await _application.StartHealthyAsync();
        var log = _application.Services.GetRequiredService<ResourceLoggerService>().LogOf(service.Resource.Name);
        log.Write("an old line", isError: true);
        using var client = Client();

        var kept = new List<ConsoleLogLine>();
        await foreach (var update in Lines(client, suppressFollow: true))
        {
            kept.AddRange(update.LogLines);
        }

        kept.Select(static line => line.LineNumber).ShouldBe(Enumerable.Range(1, kept.Count));
        kept.Single(static line => line.Text.EndsWith(" an old line", StringComparison.Ordinal)).IsStdErr.ShouldBeTrue();

        var next = 1;
        await foreach (var update in Lines(client, suppressFollow: false))
        {
            foreach (var line in update.LogLines)
            {
                line.LineNumber.ShouldBe(next++);
            }

            // The service itself may write in between.
            if (update.LogLines.Any(static line => line.Text.EndsWith(" an old line", StringComparison.Ordinal)))
            {
                log.Write("a new line", isError: false);
            }

            if (update.LogLines.Any(static line => line.Text.EndsWith(" a new line", StringComparison.Ordinal)))
            {
                break;
            }
        }
    }

    [Fact]
    public async Task A_service_stops_and_starts_by_command()
    {
        _application.AddService("data");
        await _application.StartHealthyAsync();
        var first = _application.ProcessOf("data");
        using var client = Client();
        var running = await WatchAsync(client, "data", static resource => resource.State is "Running");
        States(running).ShouldBe([("start", ResourceCommandState.Hidden), ("stop", ResourceCommandState.Enabled), ("restart", ResourceCommandState.Enabled)]);

        (await CommandAsync(client, running.Name, "stop")).Kind.ShouldBe(ResourceCommandResponseKind.Succeeded);
        var stopped = await WatchAsync(client, "data", static resource => resource.State is "Finished");
        States(stopped).ShouldBe([("start", ResourceCommandState.Enabled), ("stop", ResourceCommandState.Hidden), ("restart", ResourceCommandState.Disabled)]);
        stopped.StoppedAt.ShouldNotBeNull();
        (await CommandAsync(client, running.Name, "restart")).Message.ShouldContain("cannot be used now");

        (await CommandAsync(client, running.Name, "start")).Kind.ShouldBe(ResourceCommandResponseKind.Succeeded);
        await WatchAsync(client, "data", static resource => resource.HealthReports is [{ Status: HealthStatus.Healthy }]);
        var second = _application.ProcessOf("data");
        second.ShouldNotBe(first);

        (await CommandAsync(client, running.Name, "restart")).Kind.ShouldBe(ResourceCommandResponseKind.Succeeded);
        await WatchAsync(client, "data", resource => resource.HealthReports is [{ Status: HealthStatus.Healthy }] && _application.ProcessOf("data") != second);
        (await CommandAsync(client, running.Name, "explode")).Kind.ShouldBe(ResourceCommandResponseKind.Failed);
    }

    [Fact]
    public async Task Only_who_has_the_key_is_answered()
    {
        await _application.StartAsync();
        using var client = Client();

        (await client.CallAsync("GetApplicationInformation", new ApplicationInformationRequest(), ApplicationInformationResponse.Parser)).ApplicationName.ShouldNotBeEmpty();
        client.Ended.Status.ShouldBe("0");

        client.Key = "another";
        await EndAsync(client, "WatchResources");
        client.Ended.Status.ShouldBe("16");
    }

    [Fact]
    public async Task A_call_that_is_not_known_says_so()
    {
        await _application.StartAsync();
        using var client = Client();
        await EndAsync(client, "UploadFile");
        client.Ended.Status.ShouldBe("12");
        await foreach (var update in client.StreamAsync(
            "WatchResourceConsoleLogs", new WatchResourceConsoleLogsRequest { ResourceName = "none" }, WatchResourceConsoleLogsUpdate.Parser, TestApplication.Deadline))
        {
            update.ShouldBeNull();
        }

        client.Ended.Status.ShouldBe("5");
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS", "https://localhost:15080")]
    [InlineData("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", "http://0.0.0.0:15082")]
    public async Task Only_addresses_of_this_machine_are_taken(string setting, string value)
    {
        await using var application = TestApplication.WithResourceService($"--{setting}={value}");
        var error = await Should.ThrowAsync<DistributedApplicationException>(application.StartAsync());
        error.Message.ShouldContain(setting);
        error.Message.ShouldContain("Allowed");
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private ResourceServiceClient Client() => new(_application.Builder.Configuration);

    private static async Task<V1.Resource> WatchAsync(ResourceServiceClient client, string name, Func<V1.Resource, bool> reached)
    {
        await foreach (var update in client.StreamAsync("WatchResources", new WatchResourcesRequest(), WatchResourcesUpdate.Parser, TestApplication.Deadline))
        {
            var resources = update.InitialData?.Resources.ToArray() ?? [.. update.Changes.Value.Select(static change => change.Upsert)];
            if (resources.FirstOrDefault(resource => resource.DisplayName == name && reached(resource)) is { } found)
            {
                return found;
            }
        }

        throw new InvalidOperationException("The stream ended.");
    }

    private static IAsyncEnumerable<WatchResourceConsoleLogsUpdate> Lines(ResourceServiceClient client, bool suppressFollow) => client.StreamAsync(
        "WatchResourceConsoleLogs",
        new WatchResourceConsoleLogsRequest { ResourceName = "data", SuppressFollow = suppressFollow },
        WatchResourceConsoleLogsUpdate.Parser,
        TestApplication.Deadline);

    private static Task<ResourceCommandResponse> CommandAsync(ResourceServiceClient client, string resource, string command) => client.CallAsync(
        "ExecuteResourceCommand", new ResourceCommandRequest { ResourceName = resource, CommandName = command }, ResourceCommandResponse.Parser);

    private static IEnumerable<(string Name, ResourceCommandState State)> States(V1.Resource resource) =>
        resource.Commands.Select(static command => (command.Name, command.State));

    private static async Task EndAsync(ResourceServiceClient client, string method)
    {
        await foreach (var update in client.StreamAsync(method, new WatchResourcesRequest(), WatchResourcesUpdate.Parser, TestApplication.Deadline))
        {
            update.ShouldBeNull();
        }
    }
}
