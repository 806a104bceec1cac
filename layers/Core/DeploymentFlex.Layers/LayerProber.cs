using DeploymentFlex.Layers.Chains;
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
        using var timer = new PeriodicTimer(chain.Options.Circuit.ProbeInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await LinkProber.ProbeAsync(link, chain.Options.AttemptTimeout, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }
}
