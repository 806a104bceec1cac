using System.Text.Json.Serialization;

namespace DeploymentFlex.Credentials.Vault;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(VaultAnswers.Answer<VaultAnswers.Entry>))]
[JsonSerializable(typeof(VaultAnswers.Answer<VaultAnswers.Version>))]
[JsonSerializable(typeof(VaultAnswers.Answer<VaultAnswers.History>))]
[JsonSerializable(typeof(VaultAnswers.Answer<VaultAnswers.Keys>))]
[JsonSerializable(typeof(VaultAnswers.Answer<VaultAnswers.TokenInfo>))]
[JsonSerializable(typeof(VaultAnswers.Health))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, Dictionary<string, string>>))]
[JsonSerializable(typeof(Dictionary<string, int[]>))]
internal sealed partial class VaultJson : JsonSerializerContext;
