namespace DeploymentFlex.TestSupport.Faults;

/// <summary>What a server can still do while something befalls it.</summary>
public enum OutageEffect
{
    /// <summary>It answers nobody: it must be shown as down, and whatever is answered comes from elsewhere.</summary>
    Total,

    /// <summary>It answers some calls and fails others, as one with a full disk does.</summary>
    Partial,

    /// <summary>It answers all, only later: it must never be shown as down.</summary>
    None,
}
