using System.Reflection;
using DeploymentFlex.Layers.Chaos;
using DeploymentFlex.Layers.Configuration;

namespace DeploymentFlex.Layers.Providers;

/// <summary>The providers that this process ships, by layer and name. Configuration picks among them.</summary>
public sealed class ProviderRegistry
{
    private readonly List<ProviderDescriptor> _providers = [];

    /// <summary>What looks up the credentials that settings name; null where this process ships no credential layer.</summary>
    public ISecretSource? Secrets { get; set; }

    /// <summary>Registers a provider under its name. With the first of a layer comes <c>chaos</c>, which stands before any other.</summary>
    /// <exception cref="InvalidOperationException">The name is taken in this layer.</exception>
    public ProviderRegistry Add<TContract>(
        string layer, string name, Promise promise, Func<IServiceProvider, ProviderContext, TContract> create)
        where TContract : class
    {
        if (Find(layer, name) is not null)
        {
            throw new InvalidOperationException($"The layer {layer} already has a provider named {name}.");
        }

        _providers.Add(new ProviderDescriptor(layer, name, typeof(TContract), promise, create));
        if (typeof(TContract).IsInterface && Find(layer, ChaosRegistration.Name) is null)
        {
            _providers.Add(ChaosRegistration.Of<TContract>(layer));
        }

        return this;
    }

    /// <summary>Registers what the assembly declares with <see cref="ProviderModuleAttribute"/>.</summary>
    public ProviderRegistry AddFrom(Assembly assembly)
    {
        foreach (var module in assembly.GetCustomAttributes<ProviderModuleAttribute>())
        {
            module.AddTo(this);
        }

        return this;
    }

    public ProviderDescriptor? Find(string layer, string name) =>
        _providers.Find(provider => provider.Layer == layer
            && string.Equals(provider.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The names known in a layer, sorted.</summary>
    public IReadOnlyList<string> NamesOf(string layer) =>
        [.. _providers.Where(provider => provider.Layer == layer).Select(provider => provider.Name).Order(StringComparer.Ordinal)];
}
