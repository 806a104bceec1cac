using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace DeploymentFlex.Vectors.Pinecone;

/// <summary>What is sent and what is read of the answers (pinecone-io/pinecone-api, 2026-04).</summary>
internal static class PineconeMessages
{
    public const string Cosine = "cosine";

    public sealed record IndexModel(string Host, int? Dimension = null, string? Metric = null, IndexPlace? Spec = null);

    /// <summary>Where an index is: one of the three.</summary>
    public sealed record IndexPlace(Place? Serverless = null, Place? Pod = null, Place? Byoc = null)
    {
        [JsonIgnore]
        public string? Name => Serverless?.Region ?? Pod?.Environment ?? Byoc?.Environment;
    }

    public sealed record Place(string? Region = null, string? Environment = null);

    public sealed record StatsRequest;

    public sealed record Stats(int? Dimension = null, string? Metric = null);

    public sealed record NewNamespace(string Name);

    public sealed record Namespaces([property: JsonPropertyName("namespaces")] IReadOnlyList<Namespace?>? Items = null);

    public sealed record Namespace(string? Name = null, [property: JsonPropertyName("record_count")] long? RecordCount = null);

    public sealed record Upsert(string Namespace, IReadOnlyList<Vector> Vectors);

    public sealed record Vector(Guid Id, float[]? Values = null, IReadOnlyDictionary<string, string?>? Metadata = null);

    public sealed record Query(
        string Namespace, int TopK, [property: JsonPropertyName("vector")] float[] Values, JsonObject? Filter, bool IncludeMetadata = true, bool IncludeValues = false);

    public sealed record Matches([property: JsonPropertyName("matches")] IReadOnlyList<Match?>? Items = null);

    public sealed record Match(Guid Id, double? Score = null, IReadOnlyDictionary<string, string?>? Metadata = null);

    public sealed record FetchByMetadata(string Namespace, JsonObject Filter, int Limit, string? PaginationToken);

    public sealed record Vectors([property: JsonPropertyName("vectors")] IReadOnlyDictionary<Guid, Vector?>? Items = null, Pagination? Pagination = null);

    public sealed record Delete(string Namespace, IReadOnlyList<Guid> Ids);

    public sealed record Listed([property: JsonPropertyName("vectors")] IReadOnlyList<ListedId?>? Items = null, Pagination? Pagination = null);

    public sealed record ListedId(Guid Id);

    public sealed record Pagination(string? Next = null);

    /// <summary>An answer of which nothing is read.</summary>
    public sealed record Done;
}
