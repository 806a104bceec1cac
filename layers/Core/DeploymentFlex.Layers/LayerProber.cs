using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Circuits;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Layers;

/// <summary>Probes every provider of every chain at its interval, so that an open circuit closes and a standby is known to work.</summary>
internal sealed class LayerProber(LayerChains chains, TimeProvider time) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            from chain in chains.All
            from link in chain.Links
            where link.Probe is not null
            select ProbeAsync(chain, link, stoppingToken));

    private async Task ProbeAsync(ProviderChain chain, ChainLink link, CancellationToken cancellationToken)
    {
        var returned = NewSignal();
        if (link.Probe is IReturning provider)
        {
            provider.Returned += () => Volatile.Read(ref returned).TrySetResult();
        }

        try
        {
            while (true)
            {
                await Task.WhenAny(returned.Task, Task.Delay(chain.Options.Circuit.ProbeInterval, time, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();

                // A provider that knows it is back does not wait for its other probes.
                var hurry = Interlocked.Exchange(ref returned, NewSignal()).Task.IsCompleted;
                do
                {
                    // Asked each time: the layer may come to be only at its first use.
                    var reconcile = link == chain.Links[0] ? chain.Reconcile : null;
                    await LinkProber.ProbeAsync(link, chain.Options.AttemptTimeout, reconcile, time, cancellationToken);
                }
                while (hurry && link.Circuit.State is CircuitState.Recovering);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
