namespace DeploymentFlex.Layers.Circuits;

/// <summary>Whether calls go to a provider.</summary>
public enum CircuitState
{
    /// <summary>They do.</summary>
    Closed,

    /// <summary>They do not; the provider is probed.</summary>
    Open,

    /// <summary>They do not yet: the last probes were good, but not enough of them.</summary>
    Recovering,
}
