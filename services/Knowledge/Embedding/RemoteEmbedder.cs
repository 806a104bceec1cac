using System.Net;
using System.Numerics.Tensors;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace DeploymentFlex.Services.Knowledge.Embedding;

/// <summary>
/// An embedder behind <c>POST v1/embeddings</c>. To embed changes nothing on the server, so a request that found it busy
/// or away is repeated.
/// </summary>
internal sealed class RemoteEmbedder : IEmbedder
{
    /// <summary>The name of its HTTP client.</summary>
    public const string Client = "embeddings";

    private readonly IHttpClientFactory _clients;
    private readonly RemoteEmbedderOptions _options;
    private readonly ResiliencePipeline<HttpResponseMessage> _retries;

    public RemoteEmbedder(IHttpClientFactory clients, IOptions<RemoteEmbedderOptions> options, TimeProvider time)
    {
        _clients = clients;
        _options = options.Value;
        _retries = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = 3,
                Delay = TimeSpan.FromMilliseconds(500),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = new PredicateBuilder<HttpResponseMessage>()
                    .Handle<HttpRequestException>()
                    .HandleResult(static response => IsTransient(response.StatusCode)),
                DelayGenerator = static arguments => ValueTask.FromResult(arguments.Outcome.Result?.Headers.RetryAfter?.Delta),
            })
            .Build();
    }

    /// <summary>The model, in the characters that the name of a collection may have.</summary>
    public string Name => string.Concat((_options.Model ?? string.Empty).Select(static c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'));

    public int Dimensions => _options.Dimensions;

    public double MinScore => _options.MinScore;

    public async ValueTask<IReadOnlyList<ReadOnlyMemory<float>>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var vectors = new List<ReadOnlyMemory<float>>(texts.Count);
        foreach (var batch in texts.Chunk(_options.BatchSize))
        {
            vectors.AddRange(await EmbedBatchAsync(batch, cancellationToken));
        }

        return vectors;
    }

    private async Task<ReadOnlyMemory<float>[]> EmbedBatchAsync(string[] texts, CancellationToken cancellationToken)
    {
        var body = new EmbeddingRequest(_options.Model!, [.. texts.Select(text => text.Length > _options.MaxTextLength ? text[.._options.MaxTextLength] : text)]);
        using var client = _clients.CreateClient(Client);
        using var response = await _retries.ExecuteAsync(
            static async (state, token) => await state.client.PostAsJsonAsync(
                new Uri("v1/embeddings", UriKind.Relative), state.body, KnowledgeJson.Default.EmbeddingRequest, token),
            (client, body),
            cancellationToken);
        if (IsTransient(response.StatusCode))
        {
            throw new HttpRequestException($"The embedder at {client.BaseAddress} answered {(int)response.StatusCode}.", inner: null, response.StatusCode);
        }

        // The answer's body is not shown: some servers repeat a part of the key in it.
        return response.IsSuccessStatusCode
            ? Read(await ReadAnswerAsync(response, cancellationToken), texts.Length)
            : throw new EmbeddingException($"The embedder at {client.BaseAddress} refused with {(int)response.StatusCode}: check Knowledge:OpenAi:BaseUrl, Model and ApiKey.");
    }

    private static async Task<EmbeddingAnswer?> ReadAnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync(KnowledgeJson.Default.EmbeddingAnswer, cancellationToken);
        }
        catch (JsonException error)
        {
            throw new EmbeddingException("The embedder answered with what is no list of embeddings.", error);
        }
    }

    private ReadOnlyMemory<float>[] Read(EmbeddingAnswer? answer, int count)
    {
        var vectors = new ReadOnlyMemory<float>[count];
        foreach (var item in answer?.Data ?? [])
        {
            if (item.Vector?.Length != Dimensions)
            {
                throw new EmbeddingException($"The embedder answered with {item.Vector?.Length ?? 0} dimensions; Knowledge:OpenAi:Dimensions is {Dimensions}.");
            }

            if (item.Index < 0 || item.Index >= count)
            {
                throw new EmbeddingException($"The embedder answered for input {item.Index} of {count}.");
            }

            TensorPrimitives.Divide(item.Vector, TensorPrimitives.Norm(item.Vector), item.Vector);
            vectors[item.Index] = item.Vector;
        }

        return Array.TrueForAll(vectors, static vector => vector.Length > 0)
            ? vectors
            : throw new EmbeddingException($"The embedder answered with {answer?.Data?.Count ?? 0} vectors for {count} texts.");
    }

    private static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500;
}
