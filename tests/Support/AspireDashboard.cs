using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace DeploymentFlex.TestSupport;

/// <summary>The genuine Aspire dashboard as a collector: it takes OTLP over gRPC, and tells what it has.</summary>
public sealed class AspireDashboard : TestServer
{
    private const string Key = "kept-for-a-test";

    private readonly string _program = FindProgram();
    private readonly int _page = FreePort.Next();
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { DefaultRequestHeaders = { { "x-api-key", Key } } };

    /// <summary>What a sender shows it, as a header.</summary>
    public static string Header => $"x-otlp-api-key={Key}";

    /// <summary>Where the program is, or null: in this clone, or where its own tool puts it.</summary>
    public static string? TryFindProgram()
    {
        string[] homes = [Path.Combine(Clone.Root, ".flex", "dashboard"), Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".aspire")];
        return homes.Select(static home => Path.Combine(home, "bundle", "managed", "aspire-managed")).FirstOrDefault(File.Exists);
    }

    /// <summary>Skips the test where the dashboard is not installed, or fails it where the run must be complete.</summary>
    public static string FindProgram()
    {
        if (TryFindProgram() is { } program)
        {
            return program;
        }

        const string Reason = "The Aspire dashboard is not installed: ./flex servers install";
        Assert.SkipUnless(Environment.GetEnvironmentVariable("FLEX_REQUIRE_SERVERS") is "1", Reason);
        Assert.Fail(Reason);
        return string.Empty;
    }

    /// <summary>The names of the spans of a service that it has, each as often as it has it.</summary>
    public async Task<IReadOnlyList<string>> SpansOfAsync(string service, CancellationToken cancellationToken)
    {
        using var answer = JsonDocument.Parse(await _client.GetStreamAsync($"http://{Host}:{_page}/api/telemetry/traces?limit=10000", cancellationToken));
        return
        [
            .. from resource in answer.RootElement.GetProperty("data").GetProperty("resourceSpans").EnumerateArray()
               where resource.GetProperty("resource").GetRawText().Contains($"\"{service}\"", StringComparison.Ordinal)
               from scope in resource.GetProperty("scopeSpans").EnumerateArray()
               from span in scope.GetProperty("spans").EnumerateArray()
               select span.GetProperty("name").GetString()!,
        ];
    }

    protected override ProcessStartInfo CreateStart() => new(_program, ["dashboard"])
    {
        Environment =
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_URLS"] = $"http://{Host}:{_page}",
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = $"http://{Host}:{Port}",
            ["ASPIRE_DASHBOARD_API_ENABLED"] = "true",
            ["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken",
            ["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__OTLP__PRIMARYAPIKEY"] = Key,
            ["DASHBOARD__API__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__API__PRIMARYAPIKEY"] = Key,
            ["ASPIRE_CLI_TELEMETRY_OPTOUT"] = "1",
        },
    };

    protected override async ValueTask<bool> IsReadyAsync(CancellationToken cancellationToken) =>
        await FreePort.AnswersAsync(Host, Port, cancellationToken) && await FreePort.AnswersAsync(Host, _page, cancellationToken);

    protected override ValueTask CleanAsync()
    {
        _client.Dispose();
        return base.CleanAsync();
    }
}
