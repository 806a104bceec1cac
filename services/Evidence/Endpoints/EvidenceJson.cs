using System.Text.Json;
using System.Text.Json.Serialization;
using DeploymentFlex.Services.Evidence.Clients;
using DeploymentFlex.Services.Evidence.Lines;

namespace DeploymentFlex.Services.Evidence.Endpoints;

/// <summary>The JSON of the service.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict, PropertyNameCaseInsensitive = false)]
[JsonSerializable(typeof(EvidenceAnswer))]
[JsonSerializable(typeof(EvidencePage))]
[JsonSerializable(typeof(LinePage))]
[JsonSerializable(typeof(FindAnswer))]
[JsonSerializable(typeof(StatusReport))]
[JsonSerializable(typeof(EvidenceReference))]
[JsonSerializable(typeof(JobMessage))]
[JsonSerializable(typeof(TimelineMessage))]
internal sealed partial class EvidenceJson : JsonSerializerContext;
