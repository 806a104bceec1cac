using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Providers;

namespace DeploymentFlex.Layers.Chains;

/// <summary>What a chain may not be, checked at start.</summary>
internal static class ChainRules
{
    // What they hold is in one place: no other provider could answer for it, and a write goes nowhere else.
    private static readonly string[] s_single = [Layer.Data, Layer.Jobs];

    public static void Check(string layer, string path, IReadOnlyList<ProviderDescriptor> chain, ChainOptions options)
    {
        var repeated = chain.GroupBy(static provider => provider.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(static group => group.Count() > 1);
        if (repeated is not null)
        {
            throw new SettingsException($"{path}: names '{repeated.Key}' more than once.");
        }

        var primary = chain[0];
        if (chain.Count > 1 && s_single.Contains(layer))
        {
            throw new SettingsException(
                $"{path}: '{chain[1].Name}' would never be asked, since it does not hold what '{primary.Name}' does. Name one provider; "
                + "while it is away, calls are refused.");
        }

        var weaker = chain.Skip(1).FirstOrDefault(provider => provider.Promise.Secrecy < primary.Promise.Secrecy);
        if (weaker is not null && !options.AllowWeaker)
        {
            throw new SettingsException(
                $"{path}: '{weaker.Name}' keeps secrets less well than '{primary.Name}' "
                + $"({Word(weaker.Promise.Secrecy)} against {Word(primary.Promise.Secrecy)}). "
                + $"Remove it, or set AllowWeaker to true with a MaxDuration beside this chain.");
        }
    }

    private static string Word(Secrecy secrecy) => secrecy.ToString().ToLowerInvariant();
}
