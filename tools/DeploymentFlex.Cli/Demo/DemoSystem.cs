using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using DeploymentFlex.Cli.Health;

namespace DeploymentFlex.Cli.Demo;

/// <summary>What a user and an operator do over HTTP, at the gateway.</summary>
internal sealed partial class DemoSystem(Uri gateway) : IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = gateway, Timeout = TimeSpan.FromSeconds(15) };

    public async Task<string> OpenCaseAsync(string title, CancellationToken cancellationToken)
    {
        using var body = new StringContent($$"""{"title":"{{title}}"}""", mediaType: new("application/json"));
        using var response = await _client.PostAsync("api/cases", body, cancellationToken);
        return await IdOfAsync(response, cancellationToken);
    }

    public async Task<string> UploadAsync(string caseId, string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        using var body = new StreamContent(file);
        using var response = await _client.PostAsync($"api/cases/{caseId}/evidence?name={Path.GetFileName(path)}", body, cancellationToken);
        return await IdOfAsync(response, cancellationToken);
    }

    public async Task<string?> StatusAsync(string evidenceId, CancellationToken cancellationToken)
    {
        using var document = JsonDocument.Parse(await _client.GetStringAsync($"api/evidence/{evidenceId}", cancellationToken));
        return document.RootElement.GetProperty("status").GetString();
    }

    /// <returns>The first line that was found, and what the header <c>X-Degraded</c> says.</returns>
    public async Task<(string? Line, string? Degraded)> SearchAsync(string caseId, string question, CancellationToken cancellationToken)
    {
        using var response = await _client.GetAsync($"api/knowledge/search?q={Uri.EscapeDataString(question)}&caseId={caseId}&limit=1", cancellationToken);
        response.EnsureSuccessStatusCode();
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
        var line = document.RootElement.GetProperty("results").EnumerateArray().Select(static result => result.GetProperty("text").GetString()).FirstOrDefault();
        return (line, response.Headers.TryGetValues("X-Degraded", out var values) ? string.Join(", ", values) : null);
    }

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        using var response = await _client.GetAsync("ready", cancellationToken);
        return response.StatusCode is HttpStatusCode.OK;
    }

    /// <summary>The cache as the gateway uses it.</summary>
    public async Task<LayerHealth?> CacheAsync(CancellationToken cancellationToken) =>
        (await new HealthReader(_client).ReadAsync(gateway.AbsoluteUri, cancellationToken))?.Layers.FirstOrDefault(static layer => layer.Layer is "cache");

    /// <summary>The sentence at the head of the console's overview, as people read it; null while the page still asks the services.</summary>
    public async Task<string?> ConsoleVerdictAsync(CancellationToken cancellationToken)
    {
        var page = await _client.GetStringAsync("", cancellationToken);
        return Verdict().Match(page) is { Success: true } match
            ? string.Join(". ", Tags().Split(match.Groups["words"].Value).Where(static words => !string.IsNullOrWhiteSpace(words)).Select(Line))
            : null;
    }

    public void Dispose() => _client.Dispose();

    private static string Line(string html) => Spaces().Replace(WebUtility.HtmlDecode(html), " ").Trim();

    private static async Task<string> IdOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync(FlexJson.Default.JsonElement, cancellationToken)).GetProperty("id").GetString()!;
    }

    [GeneratedRegex("""<span class="verdict"[^>]*>(?<words>.*?)</span>\s*</div>""", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Verdict();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Spaces();
}
