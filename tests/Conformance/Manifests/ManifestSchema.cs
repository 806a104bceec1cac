using System.Text.Json.Nodes;

namespace DeploymentFlex.Conformance.Manifests;

/// <summary>The public schema of Aspire's manifests: microsoft/aspire, src/Schema/aspire-8.0.json, at 59d405ff (MIT).</summary>
public static class ManifestSchema
{
    private static readonly Lazy<JsonSchema> s_schema = new(Read);

    /// <summary>What is wrong with a manifest, each with its place; empty when it is valid.</summary>
    public static IReadOnlyList<string> ProblemsOf(JsonNode manifest) => s_schema.Value.ProblemsOf(manifest);

    private static JsonSchema Read()
    {
        using var stream = typeof(ManifestSchema).Assembly.GetManifestResourceStream("aspire-manifest.schema.json")!;
        return new JsonSchema(JsonNode.Parse(stream)!.AsObject());
    }
}
