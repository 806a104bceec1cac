using DeploymentFlex.Layers.Chains;

namespace DeploymentFlex.Layers;

/// <summary>Probes one provider and tells its link what came of it.</summary>
internal static class LinkProber
{
    /// <param name="link">The provider, which has a probe.</param>
    /// <param name="timeout">The time that the probe has.</param>
    /// <param name="reconcile">What must get through before the provider comes back, or null.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancelled as the process stops.</param>
    public static async Task ProbeAsync(
        ChainLink link, TimeSpan timeout, Func<CancellationToken, ValueTask>? reconcile, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var limit = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        Exception? failure = null;
        try
        {
            await link.Probe!.ProbeAsync(linked.Token).AsTask().WaitAsync(timeout, time, cancellationToken);
            if (reconcile is not null && (link.Circuit.IsClosed || link.Circuit.ClosesNext))
            {
                await reconcile(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever a probe throws is what is wrong with the provider.
        catch (Exception error)
#pragma warning restore CA1031
        {
            failure = error;
        }

        link.Probed(time.GetElapsedTime(started), failure, time.GetUtcNow());
    }
}
