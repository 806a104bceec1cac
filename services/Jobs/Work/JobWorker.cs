using DeploymentFlex.Jobs;
using DeploymentFlex.Layers;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.Services.Jobs.Work;

/// <summary>Takes jobs and runs them, <c>Jobs:Concurrency</c> at a time, until the service stops.</summary>
internal sealed class JobWorker(
    IJobQueue queue, JobHandlers handlers, JobRunner runner, IOptions<JobsOptions> options, TimeProvider time, ILogger<JobWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan s_pauseAfterFailure = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, options.Value.Concurrency).Select(_ => Task.Run(() => WorkAsync(stoppingToken), stoppingToken)));

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WorkOnceAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // One failure, whatever it is, must not end the work of this process.
            catch (Exception error)
#pragma warning restore CA1031
            {
                var pause = (error as LayerUnavailableException)?.RetryAfter ?? s_pauseAfterFailure;
                JobsLog.QueueUnavailable(logger, pause, error);
                await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WorkOnceAsync(CancellationToken stoppingToken)
    {
        var leased = await queue.LeaseAsync(handlers.Types, 1, options.Value.Visibility, stoppingToken);
        if (leased.Count == 0)
        {
            await queue.WaitAsync(handlers.Types, stoppingToken);
        }
        else
        {
            await runner.RunAsync(leased[0], stoppingToken);
        }
    }
}
