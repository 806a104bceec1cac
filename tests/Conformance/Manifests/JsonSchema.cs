using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeploymentFlex.Conformance.Manifests;

/// <summary>Checks JSON against a schema (draft 7) that uses no more than the keywords below; another one is an error.</summary>
public sealed class JsonSchema(JsonObject root)
{
    private static readonly HashSet<string> s_notes = ["$schema", "$id", "description", "definitions"];

    /// <summary>What is wrong, each with its place; empty when the value is valid.</summary>
    public IReadOnlyList<string> ProblemsOf(JsonNode? value)
    {
        var problems = new List<string>();
        Check(root, value, "$", problems);
        return problems;
    }

    private void Check(JsonNode schema, JsonNode? value, string place, List<string> problems)
    {
        foreach (var (keyword, rule) in schema.AsObject())
        {
            switch (keyword)
            {
                case "type" when !IsOfType(value, rule!.GetValue<string>()):
                    problems.Add($"{place}: not of type {rule}");
                    break;
                case "const" when !JsonNode.DeepEquals(value, rule):
                    problems.Add($"{place}: not {rule}");
                    break;
                case "enum" when !rule!.AsArray().Any(allowed => JsonNode.DeepEquals(value, allowed)):
                    problems.Add($"{place}: none of {rule.ToJsonString()}");
                    break;
                case "$ref":
                    Check(Definition(rule!.GetValue<string>()), value, place, problems);
                    break;
                case "not" when IsValid(rule!, value):
                    problems.Add($"{place}: is what it must not be");
                    break;
                case "oneOf":
                    CheckOneOf(rule!.AsArray(), value, place, problems);
                    break;
                case "required" when value is JsonObject whole:
                    problems.AddRange(rule!.AsArray().Select(static name => name!.GetValue<string>())
                        .Where(name => !whole.ContainsKey(name)).Select(name => $"{place}: {name} is missing"));
                    break;
                case "properties" when value is JsonObject whole:
                    foreach (var (name, part) in rule!.AsObject().Where(property => whole.ContainsKey(property.Key)))
                    {
                        Check(part!, whole[name], $"{place}.{name}", problems);
                    }

                    break;
                case "additionalProperties" when value is JsonObject whole:
                    CheckOthers(schema, rule!, whole, place, problems);
                    break;
                case "items" when value is JsonArray list:
                    foreach (var (index, item) in list.Index())
                    {
                        Check(rule!, item, $"{place}[{index}]", problems);
                    }

                    break;
                case "type" or "const" or "enum" or "not" or "required" or "properties" or "additionalProperties" or "items":
                    break;
                default:
                    if (!s_notes.Contains(keyword))
                    {
                        throw new NotSupportedException($"The schema uses '{keyword}', which is not checked here.");
                    }

                    break;
            }
        }
    }

    private void CheckOthers(JsonNode schema, JsonNode rule, JsonObject whole, string place, List<string> problems)
    {
        var known = schema["properties"]?.AsObject();
        foreach (var (name, part) in whole.Where(property => known?.ContainsKey(property.Key) is not true))
        {
            if (rule is JsonObject)
            {
                Check(rule, part, $"{place}.{name}", problems);
            }
            else if (!rule.GetValue<bool>())
            {
                problems.Add($"{place}: {name} is not allowed");
            }
        }
    }

    private void CheckOneOf(JsonArray choices, JsonNode? value, string place, List<string> problems)
    {
        var valid = choices.Count(choice => IsValid(choice!, value));
        if (valid != 1)
        {
            problems.Add($"{place}: fits {valid} of the {choices.Count} forms it can have: {value?.ToJsonString()}");
        }
    }

    private bool IsValid(JsonNode schema, JsonNode? value)
    {
        var problems = new List<string>();
        Check(schema, value, "$", problems);
        return problems.Count == 0;
    }

    private JsonNode Definition(string reference) =>
        reference.Split('/').Skip(1).Aggregate((JsonNode)root, static (node, name) => node[name]!);

    private static bool IsOfType(JsonNode? value, string type) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) or ("number", JsonValueKind.Number) or ("null", JsonValueKind.Null) => true,
        ("integer", JsonValueKind.Number) => value!.AsValue().TryGetValue<long>(out _),
        _ => false,
    };
}
