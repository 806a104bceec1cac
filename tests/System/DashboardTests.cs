using System.Net.Http.Json;
using System.Text.Json;

namespace DeploymentFlex.System.Tests;

/// <summary>The genuine Aspire dashboard beside the whole system: what it has heard of the main job.</summary>
public sealed class DashboardTests : RunningSystem
{
    private const string Key = "a-key-of-this-test";

    private static readonly string[] s_services = ["gateway", "evidence", "jobs", "knowledge", "cases"];

    private readonly HttpClient _telemetry = new(new SocketsHttpHandler { UseProxy = false });

    protected override IReadOnlyList<string> Command => [.. base.Command, "--AppHost:DashboardApiKey", Key];

    // Each test starts it, when it is not skipped.
    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_uploads_way_into_the_index_is_one_trace_with_logs_and_metrics_beside_it()
    {
        RequireDashboard();
        await StartAsync();
        await WaitAsync("the dashboard answers", () => Task.FromResult(Dashboard is not null));
        _telemetry.BaseAddress = new Uri(Dashboard!);
        using var anonymous = await _telemetry.GetAsync("/api/telemetry/traces", TestContext.Current.CancellationToken);
        anonymous.IsSuccessStatusCode.ShouldBeFalse();
        _telemetry.DefaultRequestHeaders.Add("x-api-key", Key);

        var caseId = await Client.CreateCaseAsync("Traced");
        var stored = await Client.UploadAsync(caseId, "traced.log", "the heron waited\n"u8.ToArray());
        await this.WaitUntilIndexedAsync(stored.GetProperty("id").GetString()!);

        await WaitAsync("one trace has every service", async () => (await TracesAsync()).Any(static services => s_services.All(services.Contains)));
        await WaitAsync("every service has sent all three", async () =>
        {
            var resources = await _telemetry.GetFromJsonAsync<JsonElement>("/api/telemetry/resources", TestContext.Current.CancellationToken);
            return s_services.All(service => resources.EnumerateArray().Any(resource =>
                resource.GetProperty("name").GetString() == service
                && resource.GetProperty("hasTraces").GetBoolean()
                && resource.GetProperty("hasLogs").GetBoolean()
                && resource.GetProperty("hasMetrics").GetBoolean()));
        });

        var spans = await _telemetry.GetStringAsync("/api/telemetry/traces?limit=1000", TestContext.Current.CancellationToken);
        spans.ShouldContain("POST /api/cases/{");
        spans.ShouldNotContain("GET /ready");
    }

    public override async ValueTask DisposeAsync()
    {
        _telemetry.Dispose();
        await base.DisposeAsync();
    }

    private string? Dashboard => State() is { } state && state.TryGetProperty("dashboard", out var link) ? link.GetString() : null;

    private static void RequireDashboard()
    {
        string[] homes = [Path.Combine(Repository.Root, ".flex", "dashboard"), Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".aspire")];
        if (!homes.Any(static home => File.Exists(Path.Combine(home, "bundle", "managed", "aspire-managed"))))
        {
            const string Reason = "The Aspire dashboard is not installed: ./flex servers install";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("FLEX_REQUIRE_SERVERS") is "1", Reason);
            Assert.Fail(Reason);
        }
    }

    // The services of each trace.
    private async Task<IReadOnlyList<HashSet<string>>> TracesAsync()
    {
        var answer = await _telemetry.GetFromJsonAsync<JsonElement>("/api/telemetry/traces?limit=1000", TestContext.Current.CancellationToken);
        return
        [
            .. answer.GetProperty("data").GetProperty("resourceSpans").EnumerateArray()
                .SelectMany(static resource => resource.GetProperty("scopeSpans").EnumerateArray()
                    .SelectMany(static scope => scope.GetProperty("spans").EnumerateArray())
                    .Select(span => (Trace: span.GetProperty("traceId").GetString()!, Service: ServiceOf(resource))))
                .GroupBy(static span => span.Trace, static span => span.Service, StringComparer.Ordinal)
                .Select(static trace => trace.ToHashSet(StringComparer.Ordinal)),
        ];
    }

    private static string ServiceOf(JsonElement resource) =>
        resource.GetProperty("resource").GetProperty("attributes").EnumerateArray()
            .Single(static attribute => attribute.GetProperty("key").GetString() is "service.name")
            .GetProperty("value").GetProperty("stringValue").GetString()!;
}
