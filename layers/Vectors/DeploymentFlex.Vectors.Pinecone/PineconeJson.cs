using System.Text.Json.Serialization;

namespace DeploymentFlex.Vectors.Pinecone;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PineconeMessages.IndexModel))]
[JsonSerializable(typeof(PineconeMessages.StatsRequest))]
[JsonSerializable(typeof(PineconeMessages.Stats))]
[JsonSerializable(typeof(PineconeMessages.NewNamespace))]
[JsonSerializable(typeof(PineconeMessages.Namespaces))]
[JsonSerializable(typeof(PineconeMessages.Namespace))]
[JsonSerializable(typeof(PineconeMessages.Upsert))]
[JsonSerializable(typeof(PineconeMessages.Query))]
[JsonSerializable(typeof(PineconeMessages.Matches))]
[JsonSerializable(typeof(PineconeMessages.FetchByMetadata))]
[JsonSerializable(typeof(PineconeMessages.Vectors))]
[JsonSerializable(typeof(PineconeMessages.Delete))]
[JsonSerializable(typeof(PineconeMessages.Listed))]
[JsonSerializable(typeof(PineconeMessages.Done))]
internal sealed partial class PineconeJson : JsonSerializerContext;
