using DeploymentFlex.Jobs;
using DeploymentFlex.Layers;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.Services.Jobs.Work;

/// <summary>Makes one attempt at a job: keeps its lease, calls its handler and tells the queue what came of it.</summary>
internal sealed class JobRunner(
    IJobQueue queue, JobHandlers handlers, JobMetrics metrics, IOptions<JobsOptions> options, TimeProvider time, ILogger<JobRunner> logger)
{
    private readonly JobsOptions _options = options.Value;

    public async Task RunAsync(LeasedJob leased, CancellationToken stoppingToken)
    {
        using var activity = JobTrace.Start(leased.Job);
        var started = time.GetTimestamp();
        try
        {
            if (await AttemptAsync(leased, stoppingToken) is { } answer)
            {
                await SettleAsync(leased, answer, time.GetElapsedTime(started));
            }
            else if (stoppingToken.IsCancellationRequested && await queue.ReleaseAsync(leased.Lease, CancellationToken.None))
            {
                JobsLog.Released(logger, leased.Job.Id, leased.Job.Type);
            }
            else
            {
                JobsLog.LeaseLost(logger, leased.Job.Id, leased.Job.Type);
            }
        }
        catch (Exception error) when (error is LayerUnavailableException or LayerAnswerException)
        {
            JobsLog.NotSettled(logger, leased.Job.Id, leased.Job.Type, error);
        }
    }

    /// <summary>The handler's answer, or null when there is none to wait for: the service stops, or the lease is lost.</summary>
    private async Task<HandlerAnswer?> AttemptAsync(LeasedJob leased, CancellationToken stoppingToken)
    {
        await using var keeper = new LeaseKeeper(queue, leased.Lease, _options.Visibility, time, logger);
        using var limit = new CancellationTokenSource(_options.MaxDuration, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, keeper.Lost, limit.Token);
        try
        {
            return await handlers.PostAsync(leased.Job, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return stoppingToken.IsCancellationRequested || keeper.Lost.IsCancellationRequested
                ? null
                : HandlerAnswer.None($"The handler was not done after {_options.MaxDuration} (Jobs:MaxDuration).");
        }
    }

    private async Task SettleAsync(LeasedJob leased, HandlerAnswer answer, TimeSpan duration)
    {
        var job = leased.Job;
        if (answer.Error is not { } error)
        {
            if (await queue.CompleteAsync(leased.Lease, CancellationToken.None))
            {
                metrics.Completed(job.Type, duration);
                JobsLog.Done(logger, job.Id, job.Type, job.Attempt, (long)duration.TotalMilliseconds);
                return;
            }

            JobsLog.LeaseLost(logger, job.Id, job.Type);
            return;
        }

        var retryAt = answer.MayRetry ? time.GetUtcNow() + PauseAfter(job.Attempt, answer) : (DateTimeOffset?)null;
        switch (await queue.FailAsync(leased.Lease, error, retryAt, CancellationToken.None))
        {
            case null:
                JobsLog.LeaseLost(logger, job.Id, job.Type);
                break;
            case JobState.Dead:
                metrics.Failed(job.Type, duration, isDead: true);
                JobsLog.Dead(logger, job.Id, job.Type, job.Attempt, error);
                break;
            default:
                metrics.Failed(job.Type, duration, isDead: false);
                JobsLog.Failed(logger, job.Id, job.Type, job.Attempt, retryAt, error);
                break;
        }
    }

#pragma warning disable CA5394 // The jitter of a pause needs no secret.
    private TimeSpan PauseAfter(int attempt, HandlerAnswer answer) =>
        answer.RetryAfter ?? _options.Backoff.After(attempt, Random.Shared.NextDouble());
#pragma warning restore CA5394
}
