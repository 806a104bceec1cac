using Aspire.V1;
using DeploymentFlex.Cli.Dashboard;
using DeploymentFlex.Cli.Run;

namespace DeploymentFlex.System.Tests;

/// <summary>What the dashboard shows of the whole system, read as it reads it; the dashboard itself is not needed.</summary>
public sealed class ResourceServiceTests : RunningSystem
{
    private const string Secret = "hush-hush";

    private static readonly string[] s_services = ["cases", "console", "evidence", "gateway", "jobs", "knowledge"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    protected override IReadOnlyList<string> Command =>
        [.. base.Command, "--cache", "existing", "--ConnectionStrings:cache", $"localhost:1,password={Secret}"];

    [Fact]
    public async Task Every_service_is_seen_and_one_is_stopped_and_started()
    {
        using var service = new ResourceService(Run);

        var services = (await service.ReadResourcesAsync(Token)).Where(static resource => resource.Type is "project").ToList();
        services.Select(static resource => resource.Name).Order(StringComparer.Ordinal).ShouldBe(s_services);
        services.ShouldAllBe(static resource => resource.State == "Running" && resource.Urls.Count > 0);

        var cases = services.Single(static resource => resource.Name is "cases");
        (await new RunLogs(service, "cases").ReadLastAsync(services, 100, Token)).ShouldContain(static line => line.Text.Contains("LayerStartup", StringComparison.Ordinal));

        await ExecuteAsync(service, cases, "stop");
        await WaitAsync("cases has ended", async () => (await CasesAsync(service)) is { State: "Finished", Pid: null });
        await ExecuteAsync(service, cases, "start");
        await WaitAsync("cases is healthy again", async () => (await CasesAsync(service)) is { IsReady: true, Restarts: 1 } again && again.Pid != cases.Pid);
    }

    [Fact]
    public async Task The_environment_is_shown_without_its_secrets()
    {
        using var service = new ResourceService(Run);

        InitialResourceData? all = null;
        await foreach (var update in service.StreamAsync("WatchResources", new WatchResourcesRequest(), WatchResourcesUpdate.Parser, Token))
        {
            all = update.InitialData;
            break;
        }

        var resources = all!.Resources;
        resources.Single(static resource => resource.DisplayName is "gateway").Environment
            .Single(static variable => variable.Name is "ConnectionStrings__cache").Value.ShouldBe("********");
        resources.ShouldAllBe(static resource => !resource.ToString().Contains(Secret, StringComparison.Ordinal));
    }

    private RunState Run
    {
        get
        {
            var state = State()!.Value;
            return new()
            {
                ResourceService = state.GetProperty("resourceService").GetString(),
                ResourceServiceKey = state.GetProperty("resourceServiceKey").GetString(),
            };
        }
    }

    private static async Task<RunResource> CasesAsync(ResourceService service) =>
        (await service.ReadResourcesAsync(Token)).Single(static resource => resource.Name is "cases");

    private static async Task ExecuteAsync(ResourceService service, RunResource resource, string command)
    {
        var request = new ResourceCommandRequest { CommandName = command, ResourceName = resource.Id, ResourceType = "Project" };
        await foreach (var answer in service.StreamAsync("ExecuteResourceCommand", request, ResourceCommandResponse.Parser, Token))
        {
            answer.Kind.ShouldBe(ResourceCommandResponseKind.Succeeded, answer.Message);
        }
    }
}
