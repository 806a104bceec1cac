namespace DeploymentFlex.Layers.Redis;

/// <summary>How the server is found.</summary>
public enum RedisMode
{
    /// <summary>At an address that is set.</summary>
    Standalone,

    /// <summary>Where the sentinels say that the master is.</summary>
    Sentinel,
}
