using DeploymentFlex.Layers.Chains;

namespace DeploymentFlex.Layers.Health;

/// <summary>A provider in its chain.</summary>
/// <param name="Provider">Its name.</param>
/// <param name="State"><c>active</c>, <c>standby</c>, <c>open</c> (not called) or <c>recovering</c> (probes are good again).</param>
/// <param name="Promise">What it guarantees.</param>
/// <param name="Calls">The calls it answered or failed since the start.</param>
/// <param name="Failures">The calls it failed.</param>
/// <param name="LastError">Its last failure, or null.</param>
/// <param name="LastProbe">Its last probe, or null.</param>
public sealed record ProviderHealth(
    string Provider, string State, PromiseHealth Promise, long Calls, long Failures, LinkError? LastError, ProbeHealth? LastProbe);
