namespace DeploymentFlex.Layers.Providers;

/// <summary>What a provider guarantees. A chain is checked against it at start.</summary>
/// <param name="Durability">What survives once a write was acknowledged.</param>
/// <param name="Reach">Who sees the same state.</param>
/// <param name="Secrecy">How it is protected at rest.</param>
public readonly record struct Promise(Durability Durability, Reach Reach, Secrecy Secrecy = Secrecy.Clear)
{
    public override string ToString() =>
        $"durability {Durability.ToString().ToLowerInvariant()}, scope {Reach.ToString().ToLowerInvariant()}, secrecy {Secrecy.ToString().ToLowerInvariant()}";
}
