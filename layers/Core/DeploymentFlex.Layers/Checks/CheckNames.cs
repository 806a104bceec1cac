namespace DeploymentFlex.Layers.Checks;

/// <summary>What is looked at of a provider, in the order in which it is.</summary>
public static class CheckNames
{
    /// <summary>Whether it answers at all.</summary>
    public const string Reachable = "reachable";

    /// <summary>Whether it accepts who we say we are.</summary>
    public const string Credentials = "credentials";

    /// <summary>Whether it lets us do what the layer does: write, list, delete.</summary>
    public const string Permissions = "permissions";

    /// <summary>Whether its version is one that is supported.</summary>
    public const string Version = "version";

    /// <summary>Whether what it acknowledged survives as the provider promises.</summary>
    public const string Durability = "durability";

    /// <summary>Whether its clock agrees with this machine's.</summary>
    public const string Clock = "clock";

    /// <summary>Whether there is room where it writes.</summary>
    public const string Disk = "disk space";
}
