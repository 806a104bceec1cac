using System.Text.Json.Serialization;

namespace DeploymentFlex.Credentials.Local;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(CredentialFile))]
internal sealed partial class CredentialFileJson : JsonSerializerContext;
