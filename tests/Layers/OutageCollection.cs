namespace DeploymentFlex.Layers.Tests;

/// <summary>
/// The tests that say when a provider is down: each alone, as other tests that keep the machine busy would make a slow
/// server of a sound one.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OutageCollection
{
    public const string Name = "Outages";
}
