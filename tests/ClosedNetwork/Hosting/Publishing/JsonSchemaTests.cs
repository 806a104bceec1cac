using System.Text.Json.Nodes;
using DeploymentFlex.Conformance.Manifests;

namespace Aspire.Hosting.Tests.Publishing;

/// <summary>The check that manifests are held against finds what it is there for.</summary>
public sealed class JsonSchemaTests
{
    [Theory]
    [InlineData("""{ "type": "string" }""", "1", "not of type string")]
    [InlineData("""{ "const": "a" }""", "\"b\"", "not a")]
    [InlineData("""{ "enum": ["a", "b"] }""", "\"c\"", "none of")]
    [InlineData("""{ "required": ["a"] }""", "{}", "a is missing")]
    [InlineData("""{ "properties": { "a": { "type": "number" } } }""", """{ "a": true }""", "$.a: not of type number")]
    [InlineData("""{ "properties": { "a": {} }, "additionalProperties": false }""", """{ "a": 1, "b": 2 }""", "b is not allowed")]
    [InlineData("""{ "additionalProperties": { "type": "object" } }""", """{ "b": 2 }""", "$.b: not of type object")]
    [InlineData("""{ "items": { "type": "integer" } }""", "[1, 1.5]", "$[1]: not of type integer")]
    [InlineData("""{ "oneOf": [{ "type": "number" }, { "const": 1 }] }""", "1", "fits 2 of the 2")]
    [InlineData("""{ "not": { "type": "null" } }""", "null", "what it must not be")]
    [InlineData("""{ "$ref": "#/definitions/a", "definitions": { "a": { "type": "array" } } }""", "{}", "not of type array")]
    public void A_value_that_breaks_a_rule_is_told_with_its_place(string schema, string value, string problem) =>
        Check(schema, value).ShouldHaveSingleItem().ShouldContain(problem);

    [Theory]
    [InlineData("""{ "type": "object", "properties": { "a": { "enum": [1, 2] } }, "additionalProperties": false }""", """{ "a": 2 }""")]
    [InlineData("""{ "oneOf": [{ "type": "number" }, { "type": "string" }] }""", "\"x\"")]
    [InlineData("""{ "required": ["a"], "additionalProperties": { "type": "string" } }""", """{ "a": "x", "b": "y" }""")]
    public void A_value_that_keeps_the_rules_is_valid(string schema, string value) => Check(schema, value).ShouldBeEmpty();

    [Fact]
    public void A_rule_that_is_not_checked_here_is_an_error() =>
        Should.Throw<NotSupportedException>(() => Check("""{ "pattern": "a+" }""", "\"b\"")).Message.ShouldContain("pattern");

    [Theory]
    [InlineData("""{ "resources": { "a": { "type": "project.v0" } } }""")]
    [InlineData("""{ "resources": { "a": { "type": "container.v0", "image": "x", "env": { "A": 1 } } } }""")]
    [InlineData("{}")]
    public void A_manifest_that_lacks_or_mistakes_something_is_not_valid(string manifest) =>
        ManifestSchema.ProblemsOf(JsonNode.Parse(manifest)!).ShouldNotBeEmpty();

    private static IReadOnlyList<string> Check(string schema, string value) =>
        new JsonSchema(JsonNode.Parse(schema)!.AsObject()).ProblemsOf(JsonNode.Parse(value));
}
