using System.Text.Json;
using System.Text.Json.Serialization;

namespace DeploymentFlex.Services.Jobs.Api;

/// <summary>The body of <c>PUT /internal/schedules/{name}</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ScheduleRequest(string? Cron, string? Type, JsonElement? Payload);
