using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Configuration;

namespace DeploymentFlex.Layers;

/// <summary>All chains of this process. Built once at start, so that every problem in the settings is said at once.</summary>
public sealed class LayerChains
{
    private readonly IServiceProvider _services;
    private readonly IEnumerable<LayerUse> _uses;
    private readonly IReadOnlyList<string> _settings;
    private IReadOnlyList<ProviderChain>? _chains;

    /// <param name="services">The process.</param>
    /// <param name="uses">The layers that its modules asked for.</param>
    /// <param name="settings">What is already known to be wrong with the settings.</param>
    internal LayerChains(IServiceProvider services, IEnumerable<LayerUse> uses, IReadOnlyList<string> settings)
    {
        _services = services;
        _uses = uses;
        _settings = settings;
    }

    /// <summary>The chains, in the order of <see cref="Layer.All"/>; empty before the start.</summary>
    public IReadOnlyList<ProviderChain> All => _chains ?? [];

    /// <summary>Builds all chains, and returns what is wrong with the settings, one text a problem.</summary>
    internal IReadOnlyList<string> Build()
    {
        var problems = new List<string>(_settings);
        var chains = new List<ProviderChain>();
        foreach (var use in _uses.OrderBy(static use => Order(use.Layer)).ThenBy(static use => use.Use, StringComparer.Ordinal))
        {
            try
            {
                chains.Add(use.Resolve(_services));
            }
            catch (SettingsException error)
            {
                problems.Add(error.Message);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                problems.Add($"Layers:{use.Layer}: a provider could not be opened: {error.Message}");
            }
        }

        _chains = chains;
        return problems;
    }

    private static int Order(string layer) =>
        Layer.All.Select(static (name, index) => (name, index)).FirstOrDefault(item => item.name == layer).index;
}
