using System.Text.Json;
using System.Text.Json.Serialization;

namespace DeploymentFlex.Services.Jobs.Api;

/// <summary>The body of <c>POST /internal/jobs</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record JobRequest(Guid? Id, string? Type, JsonElement? Payload, DateTimeOffset? NotBefore);
