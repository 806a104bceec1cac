using System.Globalization;
using DeploymentFlex.Layers.Chains;

namespace DeploymentFlex.Layers;

/// <summary>What the check at start saw, a line a layer: its chain, who serves it, and why others do not.</summary>
internal static class StartupTable
{
    /// <param name="chains">The chains.</param>
    /// <param name="stoodIn">Those that start with their stand-in alone.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<ProviderChain> chains, IReadOnlyCollection<ProviderChain> stoodIn)
    {
        var layers = chains.Max(static chain => (int?)chain.DisplayName.Length) ?? 0;
        var names = chains.Max(static chain => (int?)Names(chain).Length) ?? 0;
        return chains.Select(chain => $"{chain.DisplayName.PadRight(layers)}  {Names(chain).PadRight(names)}  {State(chain, stoodIn),-8}  {Details(chain)}".TrimEnd());
    }

    /// <summary>Whether none of a chain's providers answered.</summary>
    public static bool IsMissing(ProviderChain chain) => chain.Links.All(static link => link.LastProbe is { IsGood: false });

    private static string Names(ProviderChain chain) => string.Join(" → ", chain.Links.Select(static link => link.Name));

    private static string State(ProviderChain chain, IReadOnlyCollection<ProviderChain> stoodIn) =>
        stoodIn.Contains(chain) ? "degraded"
        : IsMissing(chain) ? chain.Options.Required ? "missing" : "optional"
        : chain.IsDegraded ? "degraded"
        : "ok";

    private static string Details(ProviderChain chain) => string.Join("; ", chain.Links.Where(static link => link.LastProbe is not null).Select(static link =>
        link.LastProbe!.IsGood
            ? string.Create(CultureInfo.InvariantCulture, $"{link.Name} {link.LastProbe.Duration.TotalMilliseconds:F0} ms")
            : $"{link.Name}: {link.LastError?.Message}"));
}
