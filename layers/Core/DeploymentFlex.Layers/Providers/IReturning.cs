namespace DeploymentFlex.Layers.Providers;

/// <summary>A probed provider that hears by itself when it can serve again, and need not wait for the next probe.</summary>
public interface IReturning
{
    /// <summary>Raised when it is worth a probe now.</summary>
    event Action? Returned;
}
