using DeploymentFlex.Jobs;
using DeploymentFlex.Layers;

namespace DeploymentFlex.Services.Jobs.Work;

/// <summary>Extends a lease at every third of its time until it is disposed.</summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly Task _keeping;

    public LeaseKeeper(IJobQueue queue, JobLease lease, TimeSpan visibility, TimeProvider time, ILogger logger)
    {
        _keeping = KeepAsync(queue, lease, visibility, time, logger);
    }

    /// <summary>Cancelled when the lease ended in spite of this.</summary>
    public CancellationToken Lost => _lost.Token;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _keeping;
        _end.Dispose();
        _lost.Dispose();
    }

    private async Task KeepAsync(IJobQueue queue, JobLease lease, TimeSpan visibility, TimeProvider time, ILogger logger)
    {
        using var timer = new PeriodicTimer(visibility / 3, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                try
                {
                    if (!await queue.ExtendAsync(lease, visibility, _end.Token))
                    {
                        await _lost.CancelAsync();
                        return;
                    }
                }
                catch (Exception error) when (error is LayerUnavailableException or LayerAnswerException)
                {
                    // Whatever the queue says of the lease, the attempt goes on: its result may still be taken.
                    JobsLog.NotExtended(logger, lease.JobId, error.Message);
                }
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The attempt is over.
        }
    }
}
