namespace DeploymentFlex.Layers.Providers;

/// <summary>A provider that can be asked whether it would answer now. One without it is tried with real calls.</summary>
public interface IProbed
{
    /// <summary>Returns when the provider is able to serve, and throws what is wrong with it otherwise.</summary>
    ValueTask ProbeAsync(CancellationToken cancellationToken);
}
