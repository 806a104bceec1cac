using DeploymentFlex.Jobs;
using DeploymentFlex.Layers;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.Services.Jobs.Schedules;

/// <summary>Enqueues the jobs of schedules when they are due.</summary>
internal sealed class ScheduleWorker(
    JobScheduler scheduler, IOptions<JobsOptions> options, TimeProvider time, ILogger<ScheduleWorker> logger) : BackgroundService
{
    // Another instance may have set a schedule.
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _changed = new(0);

    /// <summary>Looks at the schedules again; one was set.</summary>
    public void Wake() => _changed.Release();

    public override void Dispose()
    {
        _changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = await RunDueAsync(stoppingToken);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(_changed.WaitAsync(over.Token), Task.Delay(pause, time, over.Token));
            await over.CancelAsync();
        }
    }

    private async Task<TimeSpan> RunDueAsync(CancellationToken stoppingToken)
    {
        try
        {
            var next = await scheduler.RunDueAsync(options.Value.MaxAttempts, stoppingToken) - time.GetUtcNow();
            return next is null || next > s_longestPause ? s_longestPause : next > TimeSpan.Zero ? next.Value : TimeSpan.Zero;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
#pragma warning disable CA1031 // One failure, whatever it is, must not end the schedules of this process.
        catch (Exception error)
#pragma warning restore CA1031
        {
            var pause = (error as LayerUnavailableException)?.RetryAfter ?? s_longestPause;
            JobsLog.QueueUnavailable(logger, pause, error);
            return pause;
        }
    }
}
