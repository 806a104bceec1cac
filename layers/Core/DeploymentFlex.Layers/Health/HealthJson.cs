using System.Text.Json.Serialization;

namespace DeploymentFlex.Layers.Health;

/// <summary>The JSON of <see cref="HealthReport"/>, for those who serve it and those who read it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HealthReport))]
public sealed partial class HealthJson : JsonSerializerContext;
