using System.Text.Json.Nodes;
using DeploymentFlex.Conformance.Manifests;
using DeploymentFlex.TestSupport;
using Microsoft.AspNetCore.Http;

namespace DeploymentFlex.Layers.Tests.Vectors.StandIns;

/// <summary>A vendor's public description of its API (OpenAPI 3.0), and whether a request and its answer follow it.</summary>
internal sealed class OpenApiDocument
{
    private readonly JsonObject _root;
    private readonly JsonSchema _schema;

    private OpenApiDocument(JsonObject root)
    {
        _root = root;
        _schema = new JsonSchema(root) { IsStrict = true };
    }

    /// <summary>Reads one out of <c>tests/Layers/Vectors/Specs</c>, where each says where it is from and its licence.</summary>
    public static OpenApiDocument Read(string name) =>
        new(JsonNode.Parse(File.ReadAllText(Path.Combine(Clone.Root, "tests", "Layers", "Vectors", "Specs", name)))!.AsObject());

    /// <summary>The operation of a request, its name as <c>GET /path/{part}</c>, and the parts; null where the document has none.</summary>
    public (string Name, JsonObject Operation, Dictionary<string, string> Parts)? Find(string method, string path)
    {
        foreach (var (template, methods) in _root["paths"]!.AsObject())
        {
            if (methods![method.ToLowerInvariant()] is JsonObject operation && Match(template, path) is { } parts)
            {
                return ($"{method} {template}", operation, parts);
            }
        }

        return null;
    }

    public IEnumerable<string> ProblemsOf(JsonObject operation, HttpRequest request, JsonNode? body)
    {
        var parameters = operation["parameters"]?.AsArray().Select(static item => item!.AsObject()).ToList() ?? [];
        foreach (var parameter in parameters.Where(static parameter => parameter["required"]?.GetValue<bool>() is true))
        {
            var name = parameter["name"]!.GetValue<string>();
            if (parameter["in"]!.GetValue<string>() switch { "header" => !request.Headers.ContainsKey(name), "query" => !request.Query.ContainsKey(name), _ => false })
            {
                yield return $"{name} is missing";
            }
        }

        var known = parameters.Where(static parameter => parameter["in"]!.GetValue<string>() is "query").Select(static parameter => parameter["name"]!.GetValue<string>()).ToList();
        foreach (var name in request.Query.Keys.Except(known, StringComparer.Ordinal))
        {
            yield return $"{name} is no parameter";
        }

        if (SchemaOf(operation["requestBody"]) is { } schema)
        {
            foreach (var problem in _schema.ProblemsOf(body, schema))
            {
                yield return problem;
            }
        }
        else if (body is not null)
        {
            yield return "it has a body";
        }
    }

    public IEnumerable<string> ProblemsOf(JsonObject operation, int status, JsonNode? answer)
    {
        var answers = operation["responses"]!;
        var found = answers[$"{status}"] ?? answers[$"{status / 100}XX"] ?? answers["default"];
        return found is null ? [$"{status} is no answer"] : SchemaOf(found) is { } schema ? _schema.ProblemsOf(answer, schema) : [];
    }

    private static JsonNode? SchemaOf(JsonNode? part) => part?["content"]?["application/json"]?["schema"];

    private static Dictionary<string, string>? Match(string template, string path)
    {
        var (wanted, given) = (template.Split('/'), path.Split('/'));
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (wanted.Length != given.Length)
        {
            return null;
        }

        foreach (var (want, have) in wanted.Zip(given))
        {
            if (want is ['{', .. var name, '}'])
            {
                parts[name] = have;
            }
            else if (want != have)
            {
                return null;
            }
        }

        return parts;
    }
}
