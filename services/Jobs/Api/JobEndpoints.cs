using System.Diagnostics;
using DeploymentFlex.Jobs;
using DeploymentFlex.Services.Jobs.Work;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.Services.Jobs.Api;

/// <summary><c>/internal/jobs</c>.</summary>
internal static class JobEndpoints
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;

    public static void MapJobEndpoints(this IEndpointRouteBuilder endpoints)
    {
        var jobs = endpoints.MapGroup("/internal/jobs");
        jobs.MapPost("", EnqueueAsync).WithMetadata(new RequestSizeLimitAttribute(JobPayload.MaxBodyBytes));
        jobs.MapGet("", ListAsync);
        jobs.MapGet("/{id:guid}", FindAsync);
        jobs.MapDelete("/{id:guid}", DeleteAsync);
        jobs.MapPost("/{id:guid}/retry", RetryAsync);
    }

    private static async Task<IResult> EnqueueAsync(
        JobRequest request,
        IJobQueue queue,
        JobHandlers handlers,
        JobMetrics metrics,
        IOptions<JobsOptions> options,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        if (request.Id is not { } id || id == Guid.Empty)
        {
            return Problems.BadRequest("id: must be a UUID that the sender makes, and repeats when it sends the job again.");
        }

        if (JobPayload.Check(request.Type, request.Payload, handlers.Types) is { } problem)
        {
            return problem;
        }

        var job = new NewJob(id, request.Type!, JobPayload.Read(request.Payload))
        {
            NotBefore = request.NotBefore,
            MaxAttempts = options.Value.MaxAttempts,
            TraceParent = Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: var traceParent } ? traceParent : null,
        };
        try
        {
            if (!await queue.EnqueueAsync(job, cancellationToken))
            {
                return Results.Ok();
            }
        }
        catch (JobQueueFullException full)
        {
            return Problems.Full(context, full.Message);
        }

        metrics.Enqueued(job.Type);
        return Results.Accepted($"/internal/jobs/{id}");
    }

    private static async Task<IResult> ListAsync(
        string? state, string? cursor, int? limit, IJobQueue queue, CancellationToken cancellationToken)
    {
        var wanted = default(JobState);
        if (state is not null && !JobStates.TryParse(state, out wanted))
        {
            return Problems.BadRequest($"state: '{state}' is not a state. Allowed: {string.Join(", ", JobStates.Names)}.");
        }

        if (limit is < 1 or > MaxLimit)
        {
            return Problems.BadRequest($"limit: must be from 1 to {MaxLimit}.");
        }

        try
        {
            var page = await queue.ListAsync(state is null ? null : wanted, cursor, limit ?? DefaultLimit, cancellationToken);
            return Results.Ok(new JobListResponse([.. page.Jobs.Select(JobResponse.From)], page.Cursor));
        }
        catch (ArgumentException)
        {
            return Problems.BadRequest($"cursor: '{cursor}' does not come from a listing of jobs.");
        }
    }

    private static async Task<IResult> FindAsync(Guid id, IJobQueue queue, CancellationToken cancellationToken) =>
        await queue.FindAsync(id, cancellationToken) is { } job ? Results.Ok(JobResponse.From(job)) : Unknown(id);

    private static async Task<IResult> DeleteAsync(Guid id, IJobQueue queue, CancellationToken cancellationToken) =>
        await queue.DeleteAsync(id, cancellationToken) ? Results.NoContent() : Unknown(id);

    private static async Task<IResult> RetryAsync(Guid id, IJobQueue queue, CancellationToken cancellationToken)
    {
        if (await queue.RetryAsync(id, cancellationToken))
        {
            return Results.Accepted($"/internal/jobs/{id}");
        }

        return await queue.FindAsync(id, cancellationToken) is { } job
            ? Problems.Conflict($"The job {id} is {job.State.ToName()}; only a dead one can be retried.")
            : Unknown(id);
    }

    private static IResult Unknown(Guid id) => Problems.NotFound($"There is no job {id}, or it was done too long ago to be remembered.");
}
