namespace DeploymentFlex.Layers.Providers;

/// <summary>Who sees the same state, narrowest first: the scope of a promise.</summary>
public enum Reach
{
    /// <summary>This process alone.</summary>
    Process,

    /// <summary>All processes of this machine.</summary>
    Node,

    /// <summary>All instances, on all machines.</summary>
    Cluster,
}
