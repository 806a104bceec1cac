using DeploymentFlex.Layers.Modes;

namespace DeploymentFlex.Hosting.Realizations;

/// <summary>The realizations of one layer, and the one that each mode takes when no setting chooses.</summary>
/// <param name="Layer">The layer's name, also in the settings.</param>
/// <param name="Realizations">All that there are, in the order in which they are listed to people.</param>
internal sealed record LayerRealizations(string Layer, IReadOnlyList<Realization> Realizations)
{
    /// <summary>On-premises and hybrid: of a run, and of published output.</summary>
    public required (string Run, string Published) OnPremises { get; init; }

    public required (string Run, string Published) Saas { get; init; }

    public string Setting => $"Realize:{Layer}";

    public string Usual(DeploymentMode mode, bool isRun)
    {
        var (run, published) = mode switch
        {
            DeploymentMode.Development => (Realization.Embedded, Realization.Embedded),
            DeploymentMode.Saas => Saas,
            _ => OnPremises,
        };
        return isRun ? run : published;
    }

    /// <summary>The name of the realization that a setting chooses, else the mode.</summary>
    public string ChosenBy(Deployment deployment) =>
        deployment.Settings.RealizationOf(Layer) ?? Usual(deployment.Mode, deployment.Builder.ExecutionContext.IsRunMode);

    /// <summary>Adds the layer as its setting says, else as the mode does. A wrong setting is a problem of the deployment's, which refuses the start.</summary>
    public BackingLayer AddTo(Deployment deployment, string name)
    {
        var isRun = deployment.Builder.ExecutionContext.IsRunMode;
        var usual = Usual(deployment.Mode, isRun);
        var chosen = ChosenBy(deployment);
        var realization = Realizations.FirstOrDefault(one => one.Name == chosen);
        var problem = realization is null
            ? $"{Setting}: '{chosen}' is not a realization of {Layer.ToLowerInvariant()}. Allowed: {string.Join(", ", Realizations.Select(static one => one.Name))}."
            : realization.Refusal(isRun, Setting, name);
        if (problem is not null)
        {
            deployment.Settings.Problems.Add(problem);
            return new BackingLayer(Layer, chosen, [], connection: null);
        }

        var chain = realization!.ChooseChain?.Invoke(deployment) ?? (chosen == usual ? [] : realization.Chain);
        return new BackingLayer(Layer, chosen, chain, realization.Add(deployment, name));
    }
}
