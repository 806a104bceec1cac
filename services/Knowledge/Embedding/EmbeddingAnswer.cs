using System.Text.Json.Serialization;

namespace DeploymentFlex.Services.Knowledge.Embedding;

/// <summary>The part of an answer of <c>embeddings</c> that is read.</summary>
internal sealed record EmbeddingAnswer(IReadOnlyList<EmbeddingAnswer.Item>? Data)
{
    /// <summary>One vector; <paramref name="Index"/> says which input it is of.</summary>
    internal sealed record Item(int Index, [property: JsonPropertyName("embedding")] float[]? Vector);
}
