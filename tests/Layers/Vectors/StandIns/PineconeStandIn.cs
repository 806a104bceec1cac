using System.Globalization;
using System.Text.Json.Nodes;
using DeploymentFlex.TestSupport;
using Microsoft.AspNetCore.Http;

namespace DeploymentFlex.Layers.Tests.Vectors.StandIns;

/// <summary>One index of Pinecone, and what says where it is, as pinecone-io/pinecone-api describes it (2026-04).</summary>
internal sealed class PineconeStandIn() : SpecifiedServer(OpenApiDocument.Read("pinecone.db-data.oas.json"), OpenApiDocument.Read("pinecone.db-control.oas.json")), INamedServer
{
    public const string Key = "kept-in-a-file";
    public const string IndexName = "deploymentflex";
    public const string Region = "us-east-1";

    private const int Dimensions = 32;
    private const int MaxVectors = 1000;
    private const int MaxRequest = 2 << 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, VectorMemory> _namespaces = new(StringComparer.Ordinal);

    public static string Product => "a stand-in of Pinecone's API";

    static string INamedServer.Version => "2026-04";

    protected override bool Knows(HttpRequest request) => request.Headers["Api-Key"] == Key;

    protected override (int Status, JsonNode? Body) Answer(string operation, Dictionary<string, string> parts, HttpRequest request, JsonNode? body)
    {
        lock (_lock)
        {
            switch (operation)
            {
                case "GET /indexes/{index_name}":
                    return parts["index_name"] is IndexName ? (200, Describe()) : (404, new JsonObject { ["status"] = 404, ["error"] = new JsonObject { ["code"] = "NOT_FOUND", ["message"] = "no such index" } });
                case "POST /describe_index_stats":
                    return (200, new JsonObject { ["namespaces"] = new JsonObject(), ["dimension"] = Dimensions, ["metric"] = "cosine", ["vectorType"] = "dense" });
                case "GET /namespaces":
                    return (200, List(request.Query["prefix"].ToString(), request.Query["limit"].ToString()));
                case "POST /namespaces":
                    var made = body!["name"]!.GetValue<string>();
                    return _namespaces.TryAdd(made, new VectorMemory(Dimensions)) ? (200, Describe(made)) : (409, Error("the namespace is there"));
            }

            var name = parts.GetValueOrDefault("namespace") ?? body?["namespace"]?.GetValue<string>() ?? request.Query["namespace"].ToString();
            if (!_namespaces.TryGetValue(name, out var memory))
            {
                if (parts.ContainsKey("namespace"))
                {
                    return (404, Error("no such namespace"));
                }

                // A write makes it; a reader finds nothing.
                memory = new VectorMemory(Dimensions);
                if (operation is "POST /vectors/upsert")
                {
                    _namespaces.Add(name, memory);
                }
            }

            return operation switch
            {
                "GET /namespaces/{namespace}" => (200, Describe(name)),
                "DELETE /namespaces/{namespace}" => Drop(name),
                "POST /vectors/upsert" => Put(memory, request, body!),
                "POST /query" => (200, Search(memory, body!)),
                "POST /vectors/fetch_by_metadata" => (200, FetchByMetadata(memory, body!)),
                "POST /vectors/delete" => Delete(memory, body!),
                "GET /vectors/list" => (200, ListIds(memory, request.Query)),
                "GET /vectors/fetch" => (200, new JsonObject { ["vectors"] = Vectors(memory, request.Query["ids"].OfType<string>().Where(memory.Items.ContainsKey)) }),
                _ => throw new NotSupportedException(operation),
            };
        }
    }

    private JsonObject Describe() => JsonNode.Parse(
        $$"""
        {
          "name": "{{IndexName}}", "dimension": {{Dimensions}}, "metric": "cosine", "host": "{{Address}}", "vector_type": "dense",
          "spec": { "serverless": { "cloud": "aws", "region": "{{Region}}", "read_capacity": { "mode": "OnDemand", "status": { "state": "Ready" } } } },
          "status": { "ready": true, "state": "Ready" }
        }
        """)!.AsObject();

    private JsonObject Describe(string name) => new() { ["name"] = name, ["record_count"] = _namespaces[name].Items.Count };

    private JsonObject List(string prefix, string limit) => new()
    {
        ["namespaces"] = new JsonArray([.. _namespaces.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(int.Parse(limit, CultureInfo.InvariantCulture)).Select(Describe)]),
    };

    private (int, JsonNode) Drop(string name)
    {
        _namespaces.Remove(name);
        return (200, new JsonObject());
    }

    private static (int, JsonNode) Put(VectorMemory memory, HttpRequest request, JsonNode body)
    {
        var vectors = body["vectors"]!.AsArray();
        if (vectors.Count > MaxVectors || request.ContentLength > MaxRequest || vectors.Any(vector => !memory.Fits(vector!["values"]!)))
        {
            return (400, Error("too much, or of another dimension"));
        }

        foreach (var vector in vectors)
        {
            memory.Put(vector!["id"]!.GetValue<string>(), vector["values"]!, vector["metadata"]);
        }

        return (200, new JsonObject { ["upsertedCount"] = vectors.Count });
    }

    private static JsonObject Search(VectorMemory memory, JsonNode body)
    {
        var found = memory.Search(body["vector"]!, metadata => Passes(body["filter"], metadata)).Take(body["topK"]!.GetValue<int>()).Select(item => (JsonNode)new JsonObject
        {
            ["id"] = item.Id,
            ["score"] = (float)item.Cosine,
            ["metadata"] = memory.Items[item.Id].Metadata.DeepClone(),
        });
        return new JsonObject { ["matches"] = new JsonArray([.. found]), ["namespace"] = body["namespace"]!.DeepClone() };
    }

    private static JsonObject FetchByMetadata(VectorMemory memory, JsonNode body)
    {
        var from = body["paginationToken"]?.GetValue<string>() ?? string.Empty;
        var limit = body["limit"]!.GetValue<int>();
        var ids = memory.Items.Where(item => Passes(body["filter"], item.Value.Metadata) && string.CompareOrdinal(item.Key, from) > 0).Select(static item => item.Key).Take(limit + 1).ToList();
        return new JsonObject { ["vectors"] = Vectors(memory, ids.Take(limit)), ["pagination"] = Next(ids, limit) };
    }

    private static (int, JsonNode) Delete(VectorMemory memory, JsonNode body)
    {
        foreach (var id in body["ids"]!.AsArray())
        {
            memory.Items.Remove(id!.GetValue<string>());
        }

        return (200, new JsonObject());
    }

    private static JsonObject ListIds(VectorMemory memory, IQueryCollection query)
    {
        var limit = int.Parse(query["limit"].ToString(), CultureInfo.InvariantCulture);
        var ids = memory.Items.Keys.Where(id => string.CompareOrdinal(id, query["paginationToken"].ToString()) > 0).Take(limit + 1).ToList();
        return new JsonObject
        {
            ["vectors"] = new JsonArray([.. ids.Take(limit).Select(static id => new JsonObject { ["id"] = id })]),
            ["pagination"] = Next(ids, limit),
        };
    }

    private static JsonObject Next(List<string> ids, int limit) => ids.Count > limit ? new JsonObject { ["next"] = ids[limit - 1] } : new JsonObject();

    private static JsonObject Vectors(VectorMemory memory, IEnumerable<string> ids) => new(ids.Select(id => KeyValuePair.Create(id, (JsonNode?)new JsonObject
    {
        ["id"] = id,
        ["values"] = new JsonArray([.. memory.Items[id].Vector.Select(static value => JsonValue.Create(value))]),
        ["metadata"] = memory.Items[id].Metadata.DeepClone(),
    })));

    private static bool Passes(JsonNode? filter, JsonObject metadata) =>
        filter?.AsObject().All(condition => metadata[condition.Key]?.GetValue<string>() == condition.Value!["$eq"]!.GetValue<string>()) ?? true;

    private static JsonObject Error(string message) => new() { ["code"] = 3, ["message"] = message };
}
