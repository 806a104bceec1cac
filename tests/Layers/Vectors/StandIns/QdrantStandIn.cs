using System.Text.Json.Nodes;
using DeploymentFlex.TestSupport;
using Microsoft.AspNetCore.Http;

namespace DeploymentFlex.Layers.Tests.Vectors.StandIns;

/// <summary>What of Qdrant's REST API the provider uses, as docs/redoc/master/openapi.json of qdrant/qdrant describes it.</summary>
internal sealed class QdrantStandIn() : SpecifiedServer(OpenApiDocument.Read("qdrant.openapi.json")), INamedServer
{
    public const string Key = "kept-in-a-file";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, VectorMemory> _collections = new(StringComparer.Ordinal);
    private readonly HashSet<string> _indexed = new(StringComparer.Ordinal);

    public static string Product => "a stand-in of Qdrant's API";

    static string INamedServer.Version => "74f3e85b";

    protected override bool Knows(HttpRequest request) => request.Headers["api-key"] == Key;

    protected override (int Status, JsonNode? Body) Answer(string operation, Dictionary<string, string> parts, HttpRequest request, JsonNode? body)
    {
        lock (_lock)
        {
            if (operation is "GET /")
            {
                return (200, new JsonObject { ["title"] = "qdrant - vector search engine", ["version"] = "1.18.0" });
            }

            var name = parts["collection_name"];
            if (operation is "PUT /collections/{collection_name}")
            {
                return _collections.TryAdd(name, new VectorMemory(body!["vectors"]!["size"]!.GetValue<int>()))
                    ? (200, Result(JsonValue.Create(true)))
                    : (409, Error($"Wrong input: Collection `{name}` already exists!"));
            }

            if (!_collections.TryGetValue(name, out var memory))
            {
                return operation is "DELETE /collections/{collection_name}"
                    ? (200, Result(JsonValue.Create(false)))
                    : (404, Error($"Not found: Collection `{name}` doesn't exist!"));
            }

            var filter = body?["filter"];
            if (Conditions(filter).FirstOrDefault(condition => !_indexed.Contains($"{name}/{condition.Name}")) is { Name: { } without })
            {
                // As Qdrant's cloud has it (strict mode), but for names that no point has.
                if (memory.Items.Values.Any(item => item.Metadata.ContainsKey(without)))
                {
                    return (400, Error($"Bad request: Index required but not found for \"{without}\""));
                }
            }

            return operation switch
            {
                "GET /collections/{collection_name}" => (200, Result(Describe(memory))),
                "DELETE /collections/{collection_name}" => (200, Result(JsonValue.Create(_collections.Remove(name)))),
                "PUT /collections/{collection_name}/index" => Index(name, body!),
                "PUT /collections/{collection_name}/points" => Put(memory, body!),
                "POST /collections/{collection_name}/points/query" => Search(memory, body!),
                "POST /collections/{collection_name}/points/scroll" => Scroll(memory, body!),
                "POST /collections/{collection_name}/points/count" => (200, Result(new JsonObject { ["count"] = memory.Items.Values.Count(item => Passes(filter, item.Metadata)) })),
                "POST /collections/{collection_name}/points/delete" => Delete(memory, filter!),
                _ => throw new NotSupportedException(operation),
            };
        }
    }

    private (int, JsonNode) Index(string name, JsonNode body)
    {
        _indexed.Add($"{name}/{body["field_name"]!.GetValue<string>()}");
        return (200, Completed());
    }

    private static (int, JsonNode) Put(VectorMemory memory, JsonNode body)
    {
        var points = body["points"]!.AsArray();
        if (points.Any(point => !memory.Fits(point!["vector"]!)))
        {
            return (400, Error("Wrong input: Vector dimension error"));
        }

        foreach (var point in points)
        {
            memory.Put(point!["id"]!.GetValue<string>(), point["vector"]!, point["payload"]);
        }

        return (200, Completed());
    }

    private static (int, JsonNode) Search(VectorMemory memory, JsonNode body)
    {
        if (!memory.Fits(body["query"]!))
        {
            return (400, Error("Wrong input: Vector dimension error"));
        }

        var found = memory.Search(body["query"]!, metadata => Passes(body["filter"], metadata)).Take(body["limit"]!.GetValue<int>()).Select(item => (JsonNode)new JsonObject
        {
            ["id"] = item.Id,
            ["version"] = 0,
            ["score"] = (float)item.Cosine,
            ["payload"] = memory.Items[item.Id].Metadata.DeepClone(),
        });
        return (200, Result(new JsonObject { ["points"] = new JsonArray([.. found]) }));
    }

    private static (int, JsonNode) Scroll(VectorMemory memory, JsonNode body)
    {
        var limit = body["limit"]!.GetValue<int>();
        var from = body["offset"]?.GetValue<string>() ?? string.Empty;
        var page = memory.Items.Where(item => string.CompareOrdinal(item.Key, from) >= 0).Take(limit + 1).ToList();
        var points = page.Take(limit).Select(static item => (JsonNode)new JsonObject
        {
            ["id"] = item.Key,
            ["payload"] = item.Value.Metadata.DeepClone(),
            ["vector"] = new JsonArray([.. item.Value.Vector.Select(static value => JsonValue.Create(value))]),
        });
        return (200, Result(new JsonObject { ["points"] = new JsonArray([.. points]), ["next_page_offset"] = page.Count > limit ? page[limit].Key : null }));
    }

    private static (int, JsonNode) Delete(VectorMemory memory, JsonNode filter)
    {
        foreach (var id in memory.Items.Where(item => Passes(filter, item.Value.Metadata)).Select(static item => item.Key).ToList())
        {
            memory.Items.Remove(id);
        }

        return (200, Completed());
    }

    private static IEnumerable<(string Name, string Value)> Conditions(JsonNode? filter) =>
        filter?["must"]!.AsArray().Select(static item => (item!["key"]!.GetValue<string>(), item["match"]!["value"]!.GetValue<string>())) ?? [];

    private static bool Passes(JsonNode? filter, JsonObject metadata) =>
        Conditions(filter).All(condition => metadata[condition.Name]?.GetValue<string>() == condition.Value);

    private static JsonObject Describe(VectorMemory memory) => JsonNode.Parse(
        $$"""
        {
          "status": "green", "optimizer_status": "ok", "segments_count": 1, "points_count": {{memory.Items.Count}}, "payload_schema": {},
          "config": {
            "params": { "vectors": { "size": {{memory.Dimensions}}, "distance": "Cosine" } },
            "hnsw_config": { "m": 16, "ef_construct": 100, "full_scan_threshold": 10000 },
            "optimizer_config": { "deleted_threshold": 0.2, "vacuum_min_vector_number": 1000, "default_segment_number": 0, "flush_interval_sec": 5 }
          }
        }
        """)!.AsObject();

    private static JsonObject Completed() => Result(new JsonObject { ["operation_id"] = 1, ["status"] = "completed" });

    private static JsonObject Result(JsonNode result) => new() { ["result"] = result, ["status"] = "ok", ["time"] = 0.001 };

    private static JsonObject Error(string message) => new() { ["status"] = new JsonObject { ["error"] = message }, ["time"] = 0.001 };
}
