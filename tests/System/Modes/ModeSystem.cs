using System.Net.Http.Json;
using System.Text.Json;

namespace DeploymentFlex.System.Tests.Modes;

/// <summary>The whole system in the mode, and on the servers, that environment variables name; nothing else differs.</summary>
internal sealed class ModeSystem : RunningSystem
{
    private const string ManagementKey = "a-key-of-this-test";

    private readonly Dictionary<string, string> _variables;
    private readonly string _data = Directory.CreateTempSubdirectory("flex-mode-").FullName;

    private ModeSystem(params IEnumerable<(string Name, string Value)> variables)
    {
        _variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Deployment__DataPath"] = _data,
            ["Management__ApiKey"] = ManagementKey,
        };
        foreach (var (name, value) in variables)
        {
            _variables[name] = value;
        }
    }

    protected override IReadOnlyDictionary<string, string> Variables => _variables;

    public static async Task<ModeSystem> StartAsync(params IEnumerable<(string Name, string Value)> variables)
    {
        var system = new ModeSystem(variables);
        try
        {
            await system.InitializeAsync();
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    public override async ValueTask InitializeAsync()
    {
        if (_variables["DEPLOYMENT_MODE"] is not "development")
        {
            await Migrations.ApplyAsync(_variables, "Cases", "Evidence", "Knowledge", "Jobs");
        }

        await base.InitializeAsync();
    }

    /// <summary>The providers that serve, <c>cache=redis</c> each, of all services.</summary>
    public async Task<IReadOnlyList<string>> ActiveProvidersAsync()
    {
        var active = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var service in new[] { "gateway", "evidence", "knowledge", "jobs" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(Resource(service).GetProperty("urls")[0].GetString()!), "/health"));
            request.Headers.Add("X-Management-Key", ManagementKey);
            using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
            var health = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            active.UnionWith(health.GetProperty("layers").EnumerateArray().Select(static layer =>
                $"{layer.GetProperty("layer").GetString()}={layer.GetProperty("active").GetString()}"));
        }

        return [.. active.Where(static one => !one.StartsWith("telemetry=", StringComparison.Ordinal))];
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }
}
