using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Configuration;

namespace DeploymentFlex.Layers;

/// <summary>All chains of this process. Built once at start, so that every problem in the settings is said at once.</summary>
public sealed class LayerChains
{
    private readonly IServiceProvider _services;
    private readonly IEnumerable<LayerUse> _uses;
    private readonly UnresolvedSecrets _secrets;
    private readonly ResolvedSecrets _found;
    private IReadOnlyList<ProviderChain>? _chains;

    /// <param name="services">The process.</param>
    /// <param name="uses">The layers that its modules asked for.</param>
    /// <param name="secrets">What settings name and nobody has.</param>
    /// <param name="found">What they name and have.</param>
    internal LayerChains(IServiceProvider services, IEnumerable<LayerUse> uses, UnresolvedSecrets secrets, ResolvedSecrets found)
    {
        _found = found;
        _services = services;
        _uses = uses;
        _secrets = secrets;
    }

    /// <summary>The chains, in the order of <see cref="Layer.All"/>; empty before the start.</summary>
    public IReadOnlyList<ProviderChain> All => _chains ?? [];

    /// <summary>What was noticed in settings that this process does not read, one text each.</summary>
    internal IEnumerable<string> Notes => _secrets.Notes;

    /// <summary>Builds all chains, and returns what is wrong with the settings, one text a problem.</summary>
    internal IReadOnlyList<string> Build()
    {
        var problems = _secrets.Problems.ToList();
        var chains = new List<ProviderChain>();
        foreach (var use in _uses.OrderBy(static use => Order(use.Layer)).ThenBy(static use => use.Use, StringComparer.Ordinal))
        {
            try
            {
                chains.Add(use.Resolve(_services));
            }
            catch (SettingsException error)
            {
                problems.Add(_found.Hide(error.Message));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                problems.Add(_found.Hide($"Layers:{use.Layer}: a provider could not be opened: {error.Message}"));
            }
        }

        _chains = chains;
        return problems;
    }

    private static int Order(string layer) =>
        Layer.All.Select(static (name, index) => (name, index)).FirstOrDefault(item => item.name == layer).index;
}
