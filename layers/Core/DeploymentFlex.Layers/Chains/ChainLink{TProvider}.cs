using DeploymentFlex.Layers.Circuits;
using DeploymentFlex.Layers.Providers;

namespace DeploymentFlex.Layers.Chains;

/// <summary>A <see cref="ChainLink"/> with the provider itself.</summary>
public sealed class ChainLink<TProvider>(TProvider provider, ProviderDescriptor descriptor, Circuit circuit)
    : ChainLink(descriptor, circuit, provider)
    where TProvider : class
{
    public TProvider Provider { get; } = provider;
}
