using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Services.Tests.Evidence;

/// <summary>The services that evidence talks to: cases, knowledge and jobs, at one address.</summary>
public sealed class Peers : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Peers(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>The cases that there are.</summary>
    public ConcurrentDictionary<Guid, bool> Cases { get; } = new();

    public ConcurrentQueue<JsonElement> Jobs { get; } = new();

    public ConcurrentQueue<JsonElement> Timeline { get; } = new();

    /// <summary>The evidence whose index entries were removed.</summary>
    public ConcurrentQueue<Guid> Unindexed { get; } = new();

    public bool CasesIsDown { get; set; }

    public bool KnowledgeIsDown { get; set; }

    public Guid NewCase()
    {
        var id = Guid.NewGuid();
        Cases[id] = true;
        return id;
    }

    public static async Task<Peers> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var peers = new Peers(app);
        peers.Map(app);
        await app.StartAsync();
        return peers;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Map(WebApplication app)
    {
        app.MapGet("/api/cases/{id:guid}", (Guid id) =>
            CasesIsDown ? Results.StatusCode(500) : Cases.ContainsKey(id) ? Results.Json(new { id }) : Results.NotFound());
        app.MapPost("/internal/jobs", (JsonElement job) =>
        {
            Jobs.Enqueue(job);
            return Results.StatusCode(202);
        });
        app.MapPost("/internal/cases/{id:guid}/timeline", (Guid id, JsonElement entry) =>
        {
            Timeline.Enqueue(entry);
            return Results.NoContent();
        });
        app.MapDelete("/internal/index/{id:guid}", (Guid id) =>
        {
            if (KnowledgeIsDown)
            {
                return Results.StatusCode(500);
            }

            Unindexed.Enqueue(id);
            return Results.NoContent();
        });
    }
}
