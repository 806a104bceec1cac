using DeploymentFlex.Jobs;
using DeploymentFlex.Services.Jobs.Schedules;
using DeploymentFlex.Services.Jobs.Work;
using Microsoft.AspNetCore.Mvc;

namespace DeploymentFlex.Services.Jobs.Api;

/// <summary><c>/internal/schedules</c>.</summary>
internal static class ScheduleEndpoints
{
    private const int MaxNameLength = 100;

    public static void MapScheduleEndpoints(this IEndpointRouteBuilder endpoints)
    {
        var schedules = endpoints.MapGroup("/internal/schedules");
        schedules.MapGet("", ListAsync);
        schedules.MapGet("/{name}", FindAsync);
        schedules.MapPut("/{name}", SetAsync).WithMetadata(new RequestSizeLimitAttribute(JobPayload.MaxBodyBytes));
        schedules.MapDelete("/{name}", DeleteAsync);
    }

    private static async Task<IResult> SetAsync(
        string name,
        ScheduleRequest request,
        JobScheduler scheduler,
        JobHandlers handlers,
        ScheduleWorker worker,
        CancellationToken cancellationToken)
    {
        if (name.Length > MaxNameLength || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
        {
            return Problems.BadRequest($"name: must be 1 to {MaxNameLength} letters, digits, dots, dashes or underscores.");
        }

        if (!CronTimes.TryParse(request.Cron ?? string.Empty, out _, out var problem))
        {
            return Problems.Unprocessable($"cron: {problem}");
        }

        if (JobPayload.Check(request.Type, request.Payload, handlers.Types) is { } wrong)
        {
            return wrong;
        }

        var schedule = await scheduler.SetAsync(
            name, request.Cron!, request.Type!, JobPayload.Read(request.Payload), cancellationToken);
        worker.Wake();
        return Results.Ok(ScheduleResponse.From(schedule));
    }

    private static async Task<IResult> ListAsync(IJobQueue queue, CancellationToken cancellationToken) =>
        Results.Ok(new ScheduleListResponse([.. (await queue.ListSchedulesAsync(cancellationToken)).Select(ScheduleResponse.From)]));

    private static async Task<IResult> FindAsync(string name, IJobQueue queue, CancellationToken cancellationToken) =>
        await queue.FindScheduleAsync(name, cancellationToken) is { } schedule
            ? Results.Ok(ScheduleResponse.From(schedule))
            : Unknown(name);

    private static async Task<IResult> DeleteAsync(string name, IJobQueue queue, CancellationToken cancellationToken) =>
        await queue.DeleteScheduleAsync(name, cancellationToken) ? Results.NoContent() : Unknown(name);

    private static IResult Unknown(string name) => Problems.NotFound($"There is no schedule named '{name}'.");
}
