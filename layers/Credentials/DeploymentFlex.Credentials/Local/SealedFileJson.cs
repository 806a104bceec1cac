using System.Text.Json.Serialization;

namespace DeploymentFlex.Credentials.Local;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SealedFileHeader))]
[JsonSerializable(typeof(SealedFileBody))]
internal sealed partial class SealedFileJson : JsonSerializerContext;
