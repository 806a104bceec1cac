using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Modes;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.Configuration;

namespace DeploymentFlex.Layers.Configuration;

/// <summary>
/// Finds settings that nobody reads. Many have other readers (the framework, another service of the same environment), so
/// outside of the layers that this process uses a name is only told when it is a slip away from one that is known.
/// </summary>
internal sealed class SettingsSpelling(
    IConfiguration configuration, SettingsCatalog catalog, ProviderRegistry registry, IEnumerable<LayerUse> uses, DeploymentOptions deployment)
{
    private static readonly IReadOnlyList<string> s_ofChain = [.. SettingsCatalog.NamesOf(typeof(ChainOptions)), "Uses"];
    private static readonly IReadOnlyList<string> s_ofUse = SettingsCatalog.NamesOf(typeof(ChainOptions));

    public IEnumerable<Check> Find()
    {
        var sections = catalog.Sections();
        var roots = sections.Keys.Select(static path => path.Split(':')[0]).Append("Layers").Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return
        [
            .. OfEnvironment(),
            .. Near(configuration, roots, static section => section.GetChildren().Any()),
            .. sections.Where(static section => section.Key is not "Layers").SelectMany(section =>
                Near(configuration.GetSection(section.Key), section.Value, static _ => true)),
            .. Near(configuration.GetSection("Layers"), [.. Layer.All, .. uses.Select(static use => use.Layer)], static _ => true),
            .. uses.Select(static use => use.Layer).Distinct(StringComparer.Ordinal).SelectMany(layer => OfLayer(layer, sections.Keys)),
        ];
    }

    private IEnumerable<Check> OfEnvironment() =>
        from name in configuration.GetChildren().Select(static child => child.Key)
        where name.Contains('_', StringComparison.Ordinal) && !EnvironmentNames.All.Contains(name)
        let meant = Spelling.Nearest(name, EnvironmentNames.All.Where(known => Spelling.Distance(name, known) <= 2))
        where meant is not null
        select Unknown(name, meant);

    private IEnumerable<Check> OfLayer(string layer, IEnumerable<string> sections)
    {
        var section = configuration.GetSection($"Layers:{layer}");
        var inner = sections.Select(static path => path.Split(':')).Where(path => path is ["Layers", var of, _, ..] && of == layer).Select(static path => path[2]);
        IReadOnlyList<string> known = [.. s_ofChain, .. registry.NamesOf(layer), .. inner];
        foreach (var child in section.GetChildren().Where(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
        {
            yield return Spelling.Nearest(child.Key, known) is { } meant
                ? Unknown(child.Path, $"{section.Path}:{meant}")
                : Check.Warning(child.Path, "is neither a setting of the layer nor a provider of this process", $"Known: {string.Join(", ", known)}.");
        }

        foreach (var use in section.GetSection("Uses").GetChildren())
        {
            foreach (var check in Near(use, s_ofUse, static _ => true))
            {
                yield return check;
            }
        }

        foreach (var check in Unused(layer, section))
        {
            yield return check;
        }
    }

    // Settings of a provider that no chain names: the one who set them expects it to be used.
    private IEnumerable<Check> Unused(string layer, IConfigurationSection section)
    {
        var named = uses.Where(use => use.Layer == layer)
            .SelectMany(use => ChainSettings.NamesOf(configuration, deployment.Mode, layer, use.Use))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return from name in registry.NamesOf(layer)
               where !named.Contains(name) && section.GetSection(name).GetChildren().Any()
               select Check.Warning(
                   $"{section.Path}:{name}", $"is set, and no chain of this service names {name}", $"Put it into {section.Path}:Chain, or remove it.");
    }

    private static IEnumerable<Check> Near(IConfiguration section, IReadOnlyCollection<string> known, Func<IConfigurationSection, bool> isMeant) =>
        from child in section.GetChildren()
        where !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase) && isMeant(child)
        let meant = known.FirstOrDefault(name => IsSlip(child.Key, name))
        where meant is not null
        select Unknown(child.Path, child.Path[..^child.Key.Length] + meant);

    private static bool IsSlip(string word, string known) => word.Length > 2 && Spelling.Distance(word, known) <= Math.Max(1, known.Length / 4);

    private static Check Unknown(string name, string meant) => Check.Warning(name, "is not a setting", $"Did you mean {meant}?");
}
