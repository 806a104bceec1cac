using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace DeploymentFlex.Vectors.Chroma;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ChromaMessages.NewCollection))]
[JsonSerializable(typeof(ChromaMessages.Collection))]
[JsonSerializable(typeof(ChromaMessages.Upsert))]
[JsonSerializable(typeof(ChromaMessages.Get))]
[JsonSerializable(typeof(ChromaMessages.Records))]
[JsonSerializable(typeof(ChromaMessages.Query))]
[JsonSerializable(typeof(ChromaMessages.Matches))]
[JsonSerializable(typeof(ChromaMessages.Delete))]
[JsonSerializable(typeof(ChromaMessages.Done))]
[JsonSerializable(typeof(ChromaMessages.Tenant))]
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class ChromaJson : JsonSerializerContext;
