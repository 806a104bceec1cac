using DeploymentFlex.Jobs;
using DeploymentFlex.Layers;

namespace DeploymentFlex.Services.Jobs;

/// <summary>Counts the jobs now and then for <see cref="JobMetrics"/>, whose readers cannot wait for a queue.</summary>
internal sealed class QueueLengthSampler(IJobQueue queue, JobMetrics metrics, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval, time);
        try
        {
            do
            {
                try
                {
                    metrics.Sampled(await queue.CountAsync(stoppingToken));
                }
                catch (LayerUnavailableException)
                {
                    // The layer's own health says so; the next sample comes.
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }
}
