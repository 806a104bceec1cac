using DeploymentFlex.Layers.Chains;

namespace DeploymentFlex.Layers;

/// <summary>A layer, or a use of it, that a module of this process asked for.</summary>
internal sealed record LayerUse(string Layer, string? Use, Func<IServiceProvider, ProviderChain> Resolve);
