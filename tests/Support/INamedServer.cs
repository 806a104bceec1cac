namespace DeploymentFlex.TestSupport;

/// <summary>A server that says what it is, for the page that lists what was tried against it.</summary>
public interface INamedServer
{
    /// <summary>The product: <c>Redis</c>.</summary>
    static abstract string Product { get; }

    /// <summary>The version that is installed: <c>7.0.15</c>.</summary>
    static abstract string Version { get; }
}
