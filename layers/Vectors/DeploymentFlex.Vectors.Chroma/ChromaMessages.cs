using System.Text.Json.Nodes;

namespace DeploymentFlex.Vectors.Chroma;

/// <summary>What is sent and what is read of the answers (https://docs.trychroma.com, the server's own <c>/openapi.json</c>).</summary>
internal static class ChromaMessages
{
    /// <summary>The distance that is 1 less the cosine.</summary>
    public const string Cosine = "cosine";

    public sealed record NewCollection(string Name, CollectionMetadata Metadata, Configuration Configuration);

    /// <summary>A collection's own metadata: Chroma knows the dimension only when the first record is there.</summary>
    public sealed record CollectionMetadata(int? Dimensions = null);

    /// <summary>How a collection is searched; <paramref name="Spann"/> is what Chroma Cloud has in the place of HNSW.</summary>
    public sealed record Configuration(Index? Hnsw = null, Index? Spann = null);

    public sealed record Index(string? Space = null, int? EfSearch = null);

    public sealed record Collection(Guid Id, CollectionMetadata? Metadata = null, Configuration? ConfigurationJson = null);

    public sealed record Upsert(
        IReadOnlyList<Guid> Ids, IReadOnlyList<float[]> Embeddings, IReadOnlyList<IReadOnlyDictionary<string, string?>?> Metadatas);

    public sealed record Get(
        IReadOnlyList<string> Include, IReadOnlyList<Guid>? Ids = null, JsonObject? Where = null, int? Limit = null, int? Offset = null);

    public sealed record Records(
        IReadOnlyList<Guid> Ids, IReadOnlyList<float[]?>? Embeddings = null, IReadOnlyList<Dictionary<string, string?>?>? Metadatas = null);

    public sealed record Query(IReadOnlyList<float[]> QueryEmbeddings, int NResults, IReadOnlyList<string> Include, JsonObject? Where);

    public sealed record Matches(
        IReadOnlyList<IReadOnlyList<Guid>?> Ids,
        IReadOnlyList<IReadOnlyList<float?>?>? Distances = null,
        IReadOnlyList<IReadOnlyList<Dictionary<string, string?>?>?>? Metadatas = null);

    public sealed record Delete(IReadOnlyList<Guid> Ids);

    /// <summary>An answer of which nothing is read.</summary>
    public sealed record Done;

    public sealed record Tenant(string Name);
}
