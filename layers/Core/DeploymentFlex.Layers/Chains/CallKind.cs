namespace DeploymentFlex.Layers.Chains;

/// <summary>What bounds a call in time.</summary>
public enum CallKind
{
    /// <summary>The attempt's and the chain's timeouts.</summary>
    Bounded,

    /// <summary>Nothing of the chain's: the provider watches the progress of a stream itself.</summary>
    Streaming,
}
