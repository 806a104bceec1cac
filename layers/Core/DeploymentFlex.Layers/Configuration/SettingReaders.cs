namespace DeploymentFlex.Layers.Configuration;

/// <summary>
/// Tells the settings of other services from those of this one: an environment hands the same variables to every service of
/// a deployment. What is not known to be another's counts as this one's.
/// </summary>
internal sealed class SettingReaders(IEnumerable<LayerUse> uses, SettingsCatalog catalog)
{
    // A service's options are in the section of its name.
    internal static readonly IReadOnlySet<string> Services = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "Gateway", "Auth", "Sessions", "Cases", "Evidence", "Knowledge", "Jobs", "KeyRouter", "Experiments", "Console",
    };

    // The connection strings, and the settings of the data layer, by who reads them.
    private static readonly Dictionary<string, string[]> s_layers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["cache"] = [Layer.Cache],
        ["data"] = [Layer.Data, Layer.Jobs, Layer.Vectors],
        ["files"] = [Layer.Files],
        ["queue"] = [Layer.Jobs],
        ["vectors"] = [Layer.Vectors],
        ["vectors_http"] = [Layer.Vectors],
    };

    public bool IsOfAnother(string setting) => setting.Split(':') switch
    {
        ["Layers", var layer, ..] => !IsCredentials(layer) && !Uses(s_layers.GetValueOrDefault(layer, [layer])),
        ["ConnectionStrings", var name] => s_layers.TryGetValue(name, out var layers) && !Uses(layers),
        [var root, _, ..] when Services.Contains(root) => !catalog.Sections().Keys.Any(section => section.Split(':')[0].Equals(root, StringComparison.OrdinalIgnoreCase)),

        // What a name of the environment stands for is a setting of its own.
        ["REDIS" or "DATABASE" or "VAULT", _] => true,
        [var name] => EnvironmentNames.All.Contains(name) && !name.StartsWith("OTEL_", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    // Every service looks up the credentials that its settings name.
    private static bool IsCredentials(string layer) => layer.Equals(Layer.Credentials, StringComparison.OrdinalIgnoreCase);

    private bool Uses(string[] layers) => uses.Any(use => layers.Contains(use.Layer, StringComparer.OrdinalIgnoreCase));
}
