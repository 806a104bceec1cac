using System.Text.Json.Serialization;

namespace DeploymentFlex.Credentials.Copies;

[JsonSerializable(typeof(CopiedSecret))]
internal sealed partial class CopiedSecretJson : JsonSerializerContext;
