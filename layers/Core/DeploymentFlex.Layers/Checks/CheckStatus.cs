namespace DeploymentFlex.Layers.Checks;

/// <summary>What a check came to, best first.</summary>
public enum CheckStatus
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>It works, and somebody should look.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Failure,
}
