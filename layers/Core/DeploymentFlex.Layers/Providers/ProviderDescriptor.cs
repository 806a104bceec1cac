namespace DeploymentFlex.Layers.Providers;

/// <summary>A provider that this process could use.</summary>
/// <param name="Layer">The layer it belongs to.</param>
/// <param name="Name">Its name in configuration.</param>
/// <param name="Contract">The layer's contract that it implements.</param>
/// <param name="Promise">What it guarantees.</param>
/// <param name="Create">Makes it, once a use.</param>
public sealed record ProviderDescriptor(
    string Layer, string Name, Type Contract, Promise Promise, Func<IServiceProvider, ProviderContext, object> Create);
