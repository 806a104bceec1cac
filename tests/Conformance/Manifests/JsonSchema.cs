using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeploymentFlex.Conformance.Manifests;

/// <summary>Checks JSON against a schema (draft 7, or OpenAPI 3.0) that uses no more than the keywords below; another one is an error.</summary>
public sealed class JsonSchema(JsonObject root)
{
    private static readonly HashSet<string> s_notes = ["$schema", "$id", "description", "definitions", "default", "deprecated", "discriminator"];

    /// <summary>Whether an object may have only the properties that its schema names, unless that says what others may be.</summary>
    public bool IsStrict { get; init; }

    /// <summary>What is wrong, each with its place; empty when the value is valid.</summary>
    public IReadOnlyList<string> ProblemsOf(JsonNode? value) => ProblemsOf(value, root);

    /// <summary>The same for a schema inside of the document.</summary>
    public IReadOnlyList<string> ProblemsOf(JsonNode? value, JsonNode schema)
    {
        var problems = new List<string>();
        Check(schema, value, "$", problems);
        return problems;
    }

    private void Check(JsonNode schema, JsonNode? value, string place, List<string> problems)
    {
        if (schema["nullable"]?.GetValue<bool>() is true)
        {
            // Alone, it stands for null itself.
            if (value is not null && schema.AsObject().Count == 1)
            {
                problems.Add($"{place}: not null");
            }

            if (value is null)
            {
                return;
            }
        }

        CheckSize(schema, value, place, problems);
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
                case "anyOf" when !rule!.AsArray().Any(choice => IsValid(choice!, value)):
                    problems.Add($"{place}: fits none of the forms it can have: {value?.ToJsonString()}");
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

                    if (IsStrict && schema["additionalProperties"] is null)
                    {
                        CheckOthers(schema, JsonValue.Create(false), whole, place, problems);
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
                case "properties" or "items" or "required" or "additionalProperties" or "type" or "const" or "enum" or "not" or "anyOf" or "nullable":
                case "minimum" or "maximum" or "minLength" or "maxLength" or "uniqueItems" or "format":
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

    // Some schemas give the bounds of a list as those of a text.
    private static void CheckSize(JsonNode schema, JsonNode? value, string place, List<string> problems)
    {
        var kind = value?.GetValueKind();
        var size = kind switch
        {
            JsonValueKind.Number => value!.AsValue().GetValue<double>(),
            JsonValueKind.String => value!.GetValue<string>().Length,
            JsonValueKind.Array => value!.AsArray().Count,
            _ => (double?)null,
        };
        var (least, most) = kind is JsonValueKind.Number ? (schema["minimum"], schema["maximum"]) : (schema["minLength"], schema["maxLength"]);
        if (size < least?.GetValue<double>() || size > most?.GetValue<double>())
        {
            problems.Add($"{place}: not from {least} to {most}");
        }

        if (kind is JsonValueKind.String && schema["format"]?.GetValue<string>() is "uuid" && !Guid.TryParse(value!.GetValue<string>(), out _))
        {
            problems.Add($"{place}: no UUID");
        }

        if (schema["uniqueItems"]?.GetValue<bool>() is true && value is JsonArray list && list.Select(static item => item?.ToJsonString()).Distinct(StringComparer.Ordinal).Count() < list.Count)
        {
            problems.Add($"{place}: has one item twice");
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

    private bool IsValid(JsonNode schema, JsonNode? value) => ProblemsOf(value, schema).Count == 0;

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
