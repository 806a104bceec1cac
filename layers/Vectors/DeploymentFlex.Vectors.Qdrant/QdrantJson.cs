using System.Text.Json.Serialization;

namespace DeploymentFlex.Vectors.Qdrant;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(QdrantMessages.ServerVersion))]
[JsonSerializable(typeof(QdrantMessages.NewCollection))]
[JsonSerializable(typeof(QdrantMessages.FieldIndex))]
[JsonSerializable(typeof(QdrantMessages.Upsert))]
[JsonSerializable(typeof(QdrantMessages.Search))]
[JsonSerializable(typeof(QdrantMessages.Scroll))]
[JsonSerializable(typeof(QdrantMessages.CountRequest))]
[JsonSerializable(typeof(QdrantMessages.Delete))]
[JsonSerializable(typeof(QdrantMessages.Answer<bool>), TypeInfoPropertyName = "Done")]
[JsonSerializable(typeof(QdrantMessages.Answer<QdrantMessages.Collection>), TypeInfoPropertyName = "Found")]
[JsonSerializable(typeof(QdrantMessages.Answer<QdrantMessages.Update>), TypeInfoPropertyName = "Updated")]
[JsonSerializable(typeof(QdrantMessages.Answer<QdrantMessages.Matches>), TypeInfoPropertyName = "Searched")]
[JsonSerializable(typeof(QdrantMessages.Answer<QdrantMessages.Page>), TypeInfoPropertyName = "Scrolled")]
[JsonSerializable(typeof(QdrantMessages.Answer<QdrantMessages.CountAnswer>), TypeInfoPropertyName = "Counted")]
internal sealed partial class QdrantJson : JsonSerializerContext;
