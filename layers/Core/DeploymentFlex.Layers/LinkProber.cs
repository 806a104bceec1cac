using DeploymentFlex.Layers.Chains;

namespace DeploymentFlex.Layers;

/// <summary>Probes one provider and tells its link what came of it.</summary>
internal static class LinkProber
{
    public static async Task ProbeAsync(ChainLink link, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var limit = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        Exception? failure = null;
        try
        {
            await link.Probe!.ProbeAsync(linked.Token).AsTask().WaitAsync(timeout, time, cancellationToken);
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
