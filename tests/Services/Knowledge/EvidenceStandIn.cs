using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Services.Tests.Knowledge;

/// <summary>The evidence service as knowledge knows it, on a port of its own, with the failures that a test asks for.</summary>
internal sealed class EvidenceStandIn : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, Item> _items = new();
    private readonly WebApplication _app;

    private EvidenceStandIn(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Every status that was told, in order.</summary>
    public ConcurrentQueue<JsonElement> Reports { get; } = new();

    /// <summary>Runs when a status is told, before the answer; true makes the evidence gone.</summary>
    public Func<JsonElement, bool> IsGoneAt { get; set; } = static _ => false;

    /// <summary>How many bytes of the content come before the connection breaks; null for all of it.</summary>
    public int? BreakContentAfter { get; set; }

    /// <summary>Waited for before the content ends.</summary>
    public Task ContentMayEnd { get; set; } = Task.CompletedTask;

    public IEnumerable<string> Statuses => Reports.Select(static report => report.GetProperty("status").GetString()!);

    public static async Task<EvidenceStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var standIn = new EvidenceStandIn(app);
        app.MapGet("/internal/evidence/{id:guid}", standIn.Get);
        app.MapGet("/api/evidence/{id:guid}/content", standIn.GetContentAsync);
        app.MapPut("/internal/evidence/{id:guid}/status", standIn.PutStatus);
        await app.StartAsync();
        return standIn;
    }

    public Guid Add(string text, Guid caseId = default, string name = "app.log") => Add(Encoding.UTF8.GetBytes(text), caseId, name);

    public Guid Add(byte[] content, Guid caseId = default, string name = "app.log")
    {
        var id = Guid.CreateVersion7();
        _items[id] = new Item(content, caseId == default ? Guid.CreateVersion7() : caseId, name);
        return id;
    }

    public void Replace(Guid id, string text) => _items[id] = _items[id] with { Content = Encoding.UTF8.GetBytes(text) };

    public void Remove(Guid id) => _items.TryRemove(id, out _);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private IResult Get(Guid id) => _items.TryGetValue(id, out var item)
        ? Results.Json(new { id, item.CaseId, item.Name, size = item.Content.Length, sha256 = "", status = "stored" })
        : Results.NotFound();

    private async Task GetContentAsync(Guid id, HttpContext context)
    {
        if (!_items.TryGetValue(id, out var item))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentLength = item.Content.Length;
        var end = BreakContentAfter ?? item.Content.Length;
        await context.Response.Body.WriteAsync(item.Content.AsMemory(0, end));
        await context.Response.Body.FlushAsync();
        await ContentMayEnd;
        if (end < item.Content.Length)
        {
            context.Abort();
        }
    }

    private IResult PutStatus(Guid id, JsonElement report)
    {
        Reports.Enqueue(report.Clone());
        if (IsGoneAt(report))
        {
            Remove(id);
        }

        return _items.ContainsKey(id) ? Results.NoContent() : Results.NotFound();
    }

    private sealed record Item(byte[] Content, Guid CaseId, string Name);
}
