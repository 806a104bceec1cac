using System.Text.Json.Serialization;

namespace DeploymentFlex.Vectors.Qdrant;

/// <summary>What is sent and what is read of the answers (https://api.qdrant.tech, docs/redoc/master/openapi.json of qdrant/qdrant).</summary>
internal static class QdrantMessages
{
    public const string Cosine = "Cosine";

    /// <summary>The changes are there for readers.</summary>
    public const string Completed = "completed";

    public sealed record Answer<T>(T? Result = default);

    public sealed record ServerVersion(string Version);

    public sealed record NewCollection(VectorParameters Vectors);

    public sealed record VectorParameters(int? Size = null, string? Distance = null);

    public sealed record Collection(CollectionConfiguration Config);

    public sealed record CollectionConfiguration(CollectionParameters Params);

    public sealed record CollectionParameters(VectorParameters? Vectors = null);

    public sealed record FieldIndex(string FieldName, string FieldSchema);

    public sealed record Upsert(IReadOnlyList<Point> Points);

    public sealed record Point(Guid Id, float[]? Vector = null, IReadOnlyDictionary<string, string?>? Payload = null);

    public sealed record Update(string Status);

    public sealed record Filter(IReadOnlyList<Condition> Must);

    public sealed record Condition(string Key, Match Match);

    public sealed record Match(string Value);

    public sealed record Search([property: JsonPropertyName("query")] float[] Vector, int Limit, SearchParameters Params, Filter? Filter, bool WithPayload = true);

    public sealed record SearchParameters(bool Exact);

    public sealed record Matches(IReadOnlyList<ScoredPoint?> Points);

    public sealed record ScoredPoint(Guid Id, double Score, IReadOnlyDictionary<string, string?>? Payload = null);

    public sealed record Scroll(int Limit, Guid? Offset, bool WithPayload = true, bool WithVector = true);

    public sealed record Page(IReadOnlyList<Point?> Points, Guid? NextPageOffset = null);

    public sealed record CountRequest(Filter? Filter, bool Exact = true);

    public sealed record CountAnswer(long Count);

    public sealed record Delete(Filter Filter);
}
