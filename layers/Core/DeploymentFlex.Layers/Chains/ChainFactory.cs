using DeploymentFlex.Layers.Circuits;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.Layers.Modes;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.Configuration;

namespace DeploymentFlex.Layers.Chains;

/// <summary>Makes the chain of a layer, or of one use of it, from what settings name and what this process ships.</summary>
internal sealed class ChainFactory(
    IServiceProvider services, IConfiguration configuration, ProviderRegistry registry, DeploymentOptions deployment, NamedEndpoints endpoints, TimeProvider time)
{
    /// <exception cref="SettingsException">The chain is empty, names an unknown provider or breaks a promise.</exception>
    public ProviderChain<TContract> Create<TContract>(string layer, string? use)
        where TContract : class
    {
        var options = ChainSettings.Read(configuration, deployment.Mode, layer, use);
        var path = use is null ? $"Layers:{layer}:Chain" : $"Layers:{layer}:Uses:{use}:Chain";
        if (options.Chain.Count == 0)
        {
            throw new SettingsException($"{path}: names no provider. Known: {Known(layer)}.");
        }

        var descriptors = options.Chain.Select(name => Find(layer, name, path)).ToList();
        ChainRules.Check(layer, path, descriptors, options);

        var links = descriptors.Select(descriptor => CreateLink<TContract>(descriptor, use, options)).ToList();
        return new ProviderChain<TContract>(layer, use, options, links, time);
    }

    private ChainLink<TContract> CreateLink<TContract>(ProviderDescriptor descriptor, string? use, ChainOptions options)
        where TContract : class
    {
        var context = new ProviderContext(
            descriptor.Layer, descriptor.Name, use, deployment, configuration.GetSection($"Layers:{descriptor.Layer}:{descriptor.Name}"))
        {
            Endpoints = endpoints,
            Chains = this,
        };
        return new ChainLink<TContract>(
            (TContract)descriptor.Create(services, context), descriptor, new Circuit(options.Circuit, time));
    }

    private ProviderDescriptor Find(string layer, string name, string path) =>
        registry.Find(layer, name) ?? throw new SettingsException(
            $"{path}: there is no provider named '{name}' in this process. {Meant(layer, name)}Known: {Known(layer)}.");

    private string Meant(string layer, string name) => Spelling.Nearest(name, registry.NamesOf(layer)) is { } near ? $"Did you mean '{near}'? " : string.Empty;

    private string Known(string layer) => registry.NamesOf(layer) is { Count: > 0 } names ? string.Join(", ", names) : "none";
}
