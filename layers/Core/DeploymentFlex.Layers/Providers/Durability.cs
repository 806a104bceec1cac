namespace DeploymentFlex.Layers.Providers;

/// <summary>What survives once a write was acknowledged, weakest first.</summary>
public enum Durability
{
    /// <summary>Nothing is kept.</summary>
    None,

    /// <summary>It is gone when the process ends.</summary>
    Process,

    /// <summary>It survives the process and a power loss, on the disk of one machine.</summary>
    Disk,

    /// <summary>It survives the loss of one machine.</summary>
    Replicated,
}
