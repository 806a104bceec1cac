using System.Text.Json;
using DeploymentFlex.Jobs;

namespace DeploymentFlex.Services.Jobs.Api;

/// <summary>A schedule as the API shows it.</summary>
internal sealed record ScheduleResponse(string Name, string Cron, string Type, JsonElement Payload, DateTimeOffset? NextAt)
{
    public static ScheduleResponse From(JobSchedule schedule) =>
        new(schedule.Name, schedule.Cron, schedule.Type, JsonElement.Parse(schedule.Payload.Span), schedule.NextAt);
}
