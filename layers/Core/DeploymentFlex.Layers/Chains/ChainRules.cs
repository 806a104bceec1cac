using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Providers;

namespace DeploymentFlex.Layers.Chains;

/// <summary>What a chain may not be, checked at start.</summary>
internal static class ChainRules
{
    public static void Check(string path, IReadOnlyList<ProviderDescriptor> chain, ChainOptions options)
    {
        var repeated = chain.GroupBy(static provider => provider.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(static group => group.Count() > 1);
        if (repeated is not null)
        {
            throw new SettingsException($"{path}: names '{repeated.Key}' more than once.");
        }

        var primary = chain[0];
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
