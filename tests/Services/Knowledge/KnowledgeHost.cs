using System.Net.Http.Json;
using System.Text.Json;
using DeploymentFlex.ServiceDefaults;
using DeploymentFlex.Services.Knowledge;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Services.Tests.Knowledge;

/// <summary>The knowledge service on a port of its own, with its data in a folder that is removed with it.</summary>
internal sealed class KnowledgeHost : IAsyncDisposable
{
    private readonly DirectoryInfo? _folder;
    private readonly WebApplication _app;

    private KnowledgeHost(WebApplication app, DirectoryInfo? folder)
    {
        _app = app;
        _folder = folder;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public static Task<KnowledgeHost> StartAsync(Uri evidence, params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var folder = Directory.CreateTempSubdirectory("deploymentflex-knowledge-");
        return StartAsync(evidence, folder.FullName, folder, settings);
    }

    /// <summary>Starts on data that outlives it.</summary>
    public static Task<KnowledgeHost> StartInAsync(string path, Uri evidence, params IEnumerable<KeyValuePair<string, string?>> settings) =>
        StartAsync(evidence, path, folder: null, settings);

    public async Task<HttpResponseMessage> IndexAsync(Guid evidenceId) =>
        await Http.PostAsJsonAsync(new Uri("/internal/index", UriKind.Relative), new { evidenceId });

    /// <summary>The results of a search that has to succeed.</summary>
    public async Task<IReadOnlyList<JsonElement>> SearchAsync(string query, string more = "")
    {
        var answer = await Http.GetFromJsonAsync<JsonElement>(
            new Uri($"/api/knowledge/search?q={Uri.EscapeDataString(query)}{more}", UriKind.Relative));
        return [.. answer.GetProperty("results").EnumerateArray()];
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder?.Delete(recursive: true);
    }

    private static async Task<KnowledgeHost> StartAsync(
        Uri evidence, string path, DirectoryInfo? folder, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(
        [
            new("Deployment:Mode", "development"),
            new("Deployment:DataPath", path),
            new("services:evidence:http:0", evidence.ToString()),
            new("urls", "http://127.0.0.1:0"),
            .. settings,
        ]);
        builder.AddServiceDefaults("knowledge");
        builder.AddKnowledge();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapServiceDefaults();
        app.MapKnowledge();
        await app.StartAsync();
        return new KnowledgeHost(app, folder);
    }
}
