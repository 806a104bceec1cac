using System.Net.Http.Json;
using System.Text.Json;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.System.Tests;

/// <summary>The genuine Aspire dashboard beside the whole system: what it has heard of the main job.</summary>
public sealed class DashboardTests : RunningSystem
{
    private const string Key = "a-key-of-this-test";
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static readonly string[] s_services = ["gateway", "evidence", "jobs", "knowledge", "cases"];

    private readonly HttpClient _telemetry = new(new SocketsHttpHandler { UseProxy = false });

    protected override IReadOnlyList<string> Command => [.. base.Command, "--AppHost:DashboardApiKey", Key];

    // What a service logs at its start goes to the local log when the dashboard starts more slowly than the service:
    // with a line for each request there is always something to send.
    protected override IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>
    {
        ["Logging__LogLevel__Microsoft.AspNetCore.Hosting"] = "Information",
    };

    // Each test starts it, when it is not skipped.
    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_upload_its_way_into_the_index_and_a_search_are_one_trace_with_logs_and_metrics_beside_it()
    {
        AspireDashboard.FindProgram();
        await StartAsync();
        await WaitAsync("the dashboard answers", () => Task.FromResult(Dashboard is not null));
        _telemetry.BaseAddress = new Uri(Dashboard!);
        using var anonymous = await _telemetry.GetAsync("/api/telemetry/traces", TestContext.Current.CancellationToken);
        anonymous.IsSuccessStatusCode.ShouldBeFalse();
        _telemetry.DefaultRequestHeaders.Add("x-api-key", Key);

        var caseId = await Client.CreateCaseAsync("Traced");

        // What one client does in one go is one trace, when it says so (https://www.w3.org/TR/trace-context/).
        Client.DefaultRequestHeaders.Add("traceparent", $"00-{TraceId}-00f067aa0ba902b7-01");
        var stored = await Client.UploadAsync(caseId, "traced.log", "the heron waited\n"u8.ToArray());
        await this.WaitUntilIndexedAsync(stored.GetProperty("id").GetString()!);

        await Client.SearchAsync("heron", caseId);
        Client.DefaultRequestHeaders.Remove("traceparent");

        await WaitAsync("the trace has every service, from the upload to the search", async () =>
        {
            var spans = await SpansAsync();
            return s_services.All(service => spans.Any(span => span.Service == service))
                && spans.Any(static span => span is ("knowledge", "GET /api/knowledge/search"))
                && spans.Any(static span => span is ("knowledge", "POST /internal/index"))
                && spans.Any(static span => span.Service is "jobs" && span.Name.StartsWith("job ", StringComparison.Ordinal))
                && spans.Any(static span => span is ("evidence", "outbox.deliver"));
        });
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

    // What the services say of this test's trace.
    private async Task<IReadOnlyList<(string Service, string Name)>> SpansAsync()
    {
        var answer = await _telemetry.GetFromJsonAsync<JsonElement>("/api/telemetry/traces?limit=1000", TestContext.Current.CancellationToken);
        return
        [
            .. answer.GetProperty("data").GetProperty("resourceSpans").EnumerateArray()
                .SelectMany(static resource => resource.GetProperty("scopeSpans").EnumerateArray()
                    .SelectMany(static scope => scope.GetProperty("spans").EnumerateArray())
                    .Where(static span => span.GetProperty("traceId").GetString() == TraceId)
                    .Select(span => (ServiceOf(resource), span.GetProperty("name").GetString()!))),
        ];
    }

    private static string ServiceOf(JsonElement resource) =>
        resource.GetProperty("resource").GetProperty("attributes").EnumerateArray()
            .Single(static attribute => attribute.GetProperty("key").GetString() is "service.name")
            .GetProperty("value").GetProperty("stringValue").GetString()!;
}
