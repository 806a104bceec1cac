using System.Text.Json;
using System.Text.Json.Serialization;

namespace DeploymentFlex.Services.Cases.Endpoints;

/// <summary>The JSON of the service.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict, PropertyNameCaseInsensitive = false)]
[JsonSerializable(typeof(CreateCase))]
[JsonSerializable(typeof(ChangeCase))]
[JsonSerializable(typeof(TimelineNote))]
[JsonSerializable(typeof(CaseAnswer))]
[JsonSerializable(typeof(CasePage))]
internal sealed partial class CasesJson : JsonSerializerContext;
