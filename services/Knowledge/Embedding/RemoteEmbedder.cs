using System.Numerics.Tensors;
using System.Text.Json;
using DeploymentFlex.ExternalApis;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.Services.Knowledge.Embedding;

/// <summary>An embedder behind <c>POST embeddings</c> of the external API <see cref="Api"/>.</summary>
internal sealed class RemoteEmbedder(IExternalApi apis, IOptions<RemoteEmbedderOptions> options) : IEmbedder
{
    /// <summary>The name of its API.</summary>
    public const string Api = "embeddings";

    private readonly RemoteEmbedderOptions _options = options.Value;

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
        var request = new EmbeddingRequest(_options.Model!, [.. texts.Select(text => text.Length > _options.MaxTextLength ? text[.._options.MaxTextLength] : text)]);
        var body = JsonSerializer.SerializeToUtf8Bytes(request, KnowledgeJson.Default.EmbeddingRequest);
        var answer = await apis.SendAsync(new ExternalRequest(Api, HttpMethod.Post, "embeddings", body, ChangesNothing: true), cancellationToken);

        // The answer's body is not shown: some servers repeat a part of the key in it.
        return answer.IsSuccess
            ? Read(Parse(answer.Body.Span), texts.Length)
            : throw new EmbeddingException(
                $"The embedder ({answer.Provider}) refused with {answer.Status}: check Knowledge:OpenAi:Model, and BaseUrl and ApiKey in Layers:ExternalApis:production:Apis:{Api}.");
    }

    private static EmbeddingAnswer? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, KnowledgeJson.Default.EmbeddingAnswer);
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
}
