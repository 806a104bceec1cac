using System.Diagnostics.Metrics;
using DeploymentFlex.Layers.Chains;

namespace DeploymentFlex.Layers.Metrics;

/// <summary>
/// The metrics of the meter <c>DeploymentFlex.Layers</c>: <c>deploymentflex.layer.active</c> (1 for the active provider
/// of a layer, 0 for the others), <c>.calls</c>, <c>.failures</c> and <c>.switches</c>. They are read from counters that
/// the chains keep anyway, so that a call pays nothing for being measured.
/// </summary>
public sealed class LayerMetrics
{
    public const string MeterName = "DeploymentFlex.Layers";

    private readonly Counter<long> _switches;
    private LayerChains? _chains;

    public LayerMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("deploymentflex.layer.active", () => Measure(IsActive), description: "1 for a layer's active provider.");
        meter.CreateObservableCounter("deploymentflex.layer.calls", () => Measure(static (_, link) => link.Calls), "{call}");
        meter.CreateObservableCounter("deploymentflex.layer.failures", () => Measure(static (_, link) => link.Failures), "{call}");
        _switches = meter.CreateCounter<long>("deploymentflex.layer.switches", "{switch}");
    }

    internal void Observe(LayerChains chains) => _chains = chains;

    internal void Switched(ProviderChain chain, ChainLink? from, ChainLink? to) =>
        _switches.Add(
            1,
            new KeyValuePair<string, object?>("layer", chain.DisplayName),
            new KeyValuePair<string, object?>("from", from?.Name ?? "none"),
            new KeyValuePair<string, object?>("to", to?.Name ?? "none"));

    private static long IsActive(ProviderChain chain, ChainLink link) => ReferenceEquals(chain.Active, link) ? 1 : 0;

    private IEnumerable<Measurement<long>> Measure(Func<ProviderChain, ChainLink, long> value) =>
        from chain in _chains?.All ?? []
        from link in chain.Links
        select new Measurement<long>(
            value(chain, link),
            new KeyValuePair<string, object?>("layer", chain.DisplayName),
            new KeyValuePair<string, object?>("provider", link.Name));
}
