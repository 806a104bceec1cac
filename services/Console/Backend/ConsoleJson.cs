using System.Text.Json;
using System.Text.Json.Serialization;

namespace DeploymentFlex.Services.Console.Backend;

/// <summary>The JSON that the console exchanges with the services.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CaseItem))]
[JsonSerializable(typeof(CaseList))]
[JsonSerializable(typeof(CaseDraft))]
[JsonSerializable(typeof(EvidenceItem))]
[JsonSerializable(typeof(EvidenceList))]
[JsonSerializable(typeof(SearchResults))]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(Dictionary<string, string?>))]
internal sealed partial class ConsoleJson : JsonSerializerContext;
