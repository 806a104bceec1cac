using System.Text.Json;
using System.Text.Json.Serialization;
using DeploymentFlex.Services.Knowledge.Embedding;
using DeploymentFlex.Services.Knowledge.Evidence;
using DeploymentFlex.Services.Knowledge.Indexing;
using DeploymentFlex.Services.Knowledge.Searching;

namespace DeploymentFlex.Services.Knowledge;

/// <summary>The JSON of the service.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IndexRequest))]
[JsonSerializable(typeof(SearchAnswer))]
[JsonSerializable(typeof(EvidenceInfo))]
[JsonSerializable(typeof(EvidenceReport))]
[JsonSerializable(typeof(EmbeddingRequest))]
[JsonSerializable(typeof(EmbeddingAnswer))]
internal sealed partial class KnowledgeJson : JsonSerializerContext;
