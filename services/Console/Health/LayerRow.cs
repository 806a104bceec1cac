using DeploymentFlex.Layers.Health;

namespace DeploymentFlex.Services.Console.Health;

/// <summary>A layer as it is drawn: one chain, and the services that see it so.</summary>
/// <param name="Layer">Its name, for example <c>files</c> or <c>cache/sessions</c>.</param>
/// <param name="Services">The services.</param>
/// <param name="Reports">The report of each, in the same order.</param>
public sealed record LayerRow(string Layer, IReadOnlyList<string> Services, IReadOnlyList<LayerHealth> Reports)
{
    /// <summary>What names the row in an address.</summary>
    public string Key => $"{Layer}@{Services[0]}";

    public LayerHealth First => Reports[0];

    /// <summary>Since when the active provider serves all of them.</summary>
    public DateTimeOffset Since => Reports.Max(static report => report.Since);

    public bool IsDegraded => Reports.Any(static report => report.Degraded || report.Active is null);

    public IReadOnlyList<ProviderHealth> Chain => First.Chain;
}
