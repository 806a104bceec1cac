using System.Collections.Concurrent;
using System.Text.Json;
using DeploymentFlex.Services.Knowledge.Embedding;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Services.Tests.Knowledge.Embedding;

/// <summary>A server of <c>POST /v1/embeddings</c> that refuses what does not have the shape of its published schema.</summary>
internal sealed class EmbeddingsStandIn : IAsyncDisposable
{
    public const string Key = "sk-local-4711";

    private readonly WebApplication _app;

    private EmbeddingsStandIn(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>The sizes of the batches that came.</summary>
    public ConcurrentQueue<int> Batches { get; } = new();

    /// <summary>Statuses to answer with before the next good answer.</summary>
    public ConcurrentQueue<int> Failures { get; } = new();

    public int Dimensions { get; set; } = 16;

    public static async Task<EmbeddingsStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var standIn = new EmbeddingsStandIn(app);
        app.MapPost("/v1/embeddings", standIn.Embed);
        await app.StartAsync();
        return standIn;
    }

    public IEnumerable<KeyValuePair<string, string?>> Settings() =>
    [
        new("Knowledge:Embedder", "openai"),
        new("Layers:ExternalApis:production:Apis:embeddings:BaseUrl", $"{Address}v1"),
        new("Knowledge:OpenAi:Model", "text-embedding-local"),
        new("Knowledge:OpenAi:Dimensions", "16"),
        new("Layers:ExternalApis:production:Apis:embeddings:ApiKey", Key),
        new("Layers:ExternalApis:production:Apis:embeddings:RetryDelay", "00:00:00.001"),
        new("Knowledge:OpenAi:BatchSize", "100"),
    ];

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private IResult Embed(HttpRequest request, JsonElement body)
    {
        if (Failures.TryDequeue(out var failure))
        {
            return Results.Json(new { error = new { message = $"Incorrect API key provided: {Key}" } }, statusCode: failure);
        }

        if (request.Headers.Authorization != $"Bearer {Key}")
        {
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        var names = body.EnumerateObject().Select(static property => property.Name).Order(StringComparer.Ordinal);
        if (!names.SequenceEqual(["input", "model"], StringComparer.Ordinal) || body.GetProperty("model").GetString() != "text-embedding-local")
        {
            return Results.BadRequest();
        }

        var input = body.GetProperty("input").EnumerateArray().Select(static item => item.GetString()!).ToList();
        Batches.Enqueue(input.Count);

        // The order of the answer is that of the index, not of the list.
        var data = input.Select((text, index) => new { @object = "embedding", index, embedding = Vector(text) }).Reverse();
        return Results.Json(new { @object = "list", data, model = "text-embedding-local", usage = new { prompt_tokens = 1, total_tokens = 1 } });
    }

    /// <summary>Near for texts with common words, and not of length 1.</summary>
    private float[] Vector(string text)
    {
        var vector = new float[Dimensions];
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            vector[(int)(FeatureHash.Of(word, seed: 0) % (uint)Dimensions)] += 3;
        }

        return vector;
    }
}
