using System.Diagnostics;
using System.Text.Json;

namespace DeploymentFlex.TestSupport;

/// <summary>A Prometheus that scrapes one service every five seconds.</summary>
/// <param name="target">Host and port of the service.</param>
/// <param name="key">The key to show it, kept in a file; null for none.</param>
public sealed class PrometheusServer(string target, string? key) : TestServer
{
    private readonly string _program = InstalledProgram.Find("prometheus", "./flex servers install, or on Debian apt-get install prometheus");
    private readonly HttpClient _client = new();

    /// <summary>The value of the one series that a query finds; null when it finds none.</summary>
    public async Task<string?> AskAsync(string query, CancellationToken cancellationToken)
    {
        using var answer = await GetAsync($"query?query={Uri.EscapeDataString(query)}", cancellationToken);
        var found = answer.RootElement.GetProperty("data").GetProperty("result");
        return found.GetArrayLength() == 1 ? found[0].GetProperty("value")[1].GetString() : null;
    }

    /// <summary>What it says of the service's answers: <c>up</c>, or why it does not take them; null before the first.</summary>
    public async Task<string?> JudgeAsync(CancellationToken cancellationToken)
    {
        using var answer = await GetAsync("targets", cancellationToken);
        var targets = answer.RootElement.GetProperty("data").GetProperty("activeTargets");
        return targets.GetArrayLength() == 0 || targets[0].GetProperty("health").GetString() is not { } health || health is "unknown" ? null
            : health is "up" ? health
            : targets[0].GetProperty("lastError").GetString();
    }

    protected override ProcessStartInfo CreateStart()
    {
        var file = Path.Combine(Folder, "prometheus.yml");
        File.WriteAllText(Path.Combine(Folder, "key"), key);
        File.WriteAllText(file, $"""
            global: {"{"} scrape_interval: 5s, scrape_timeout: 5s {"}"}
            scrape_configs:
              - job_name: service
                static_configs: [ {"{"} targets: [ "{target}" ] {"}"} ]
                {(key is null ? "" : "authorization: { credentials_file: key }")}
            """);
        return new ProcessStartInfo(_program,
            [$"--config.file={file}", $"--storage.tsdb.path={Path.Combine(Folder, "data")}", $"--web.listen-address={Host}:{Port}"]);
    }

    protected override async ValueTask<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _client.GetAsync($"http://{Host}:{Port}/-/ready", cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    protected override ValueTask CleanAsync()
    {
        _client.Dispose();
        return base.CleanAsync();
    }

    private async Task<JsonDocument> GetAsync(string path, CancellationToken cancellationToken) =>
        JsonDocument.Parse(await _client.GetStreamAsync($"http://{Host}:{Port}/api/v1/{path}", cancellationToken));
}
