using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Circuits;
using DeploymentFlex.Layers.Modes;

namespace DeploymentFlex.Layers.Health;

/// <summary>Describes the chains of this process as they are now.</summary>
public sealed class HealthReporter(LayerChains chains, CriticalErrors errors, DeploymentOptions deployment)
{
    /// <summary>Whether every required layer is served, even by a fallback.</summary>
    public bool IsReady => chains.All.All(static chain => !chain.Options.Required || chain.ServedBy is not null);

    /// <summary>The report; with details only for those who operate the deployment.</summary>
    public HealthReport Report(bool withDetails)
    {
        var recent = errors.Recent();
        return new(deployment.Service, deployment.Mode.ToName(), Status(recent.Count), withDetails ? [.. chains.All.Select(Describe)] : [])
        {
            Errors = withDetails ? recent : [],
        };
    }

    private string Status(int criticalErrors)
    {
        var byErrors = errors.StatusOf(criticalErrors);
        return !IsReady || byErrors is "unhealthy" ? "unhealthy" : chains.All.Any(static chain => chain.IsDegraded || WaitingIn(chain) is not null) ? "degraded" : byErrors;
    }

    private static LayerHealth Describe(ProviderChain chain)
    {
        var waiting = WaitingIn(chain);
        return new(
            chain.DisplayName,
            chain.Options.Required,
            chain.ServedBy,
            chain.ActiveSince,
            chain.IsDegraded || waiting is not null,
            [.. chain.Links.Select(link => Describe(chain, link))],
            waiting);
    }

    private static WaitingHealth? WaitingIn(ProviderChain chain) =>
        chain.Waiting?.Invoke() is { Items: > 0 } waiting ? new WaitingHealth(waiting.Items, waiting.Refused, waiting.Bytes) : null;

    private static ProviderHealth Describe(ProviderChain chain, ChainLink link) =>
        new(
            link.Name,
            State(chain, link),
            PromiseHealth.From(link.Descriptor.Promise),
            link.Calls,
            link.Failures,
            link.LastError,
            link.LastProbe is { } probe ? new ProbeHealth(probe.At, probe.Duration.TotalMilliseconds, probe.IsGood) : null);

    private static string State(ProviderChain chain, ChainLink link) => link.Circuit.State switch
    {
        CircuitState.Open => "open",
        CircuitState.Recovering => "recovering",
        CircuitState.Closed when chain.IsPrimaryStale && ReferenceEquals(chain.Links[0], link) => "recovering",
        _ => ReferenceEquals(chain.Active, link) ? "active" : "standby",
    };
}
