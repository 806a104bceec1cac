namespace DeploymentFlex.Layers.Modes;

/// <summary>The chains that a mode gives to the layers that settings do not name.</summary>
public static class ModeDefaults
{
    private static readonly Dictionary<string, string[]> s_development = new(StringComparer.OrdinalIgnoreCase)
    {
        [Layer.Credentials] = ["local"],
        [Layer.Telemetry] = ["otlp", "log"],
        [Layer.Authentication] = ["database"],
        [Layer.Cache] = ["memory"],
        [Layer.Data] = ["sqlite"],
        [Layer.Files] = ["local"],
        [Layer.Vectors] = ["embedded"],
        [Layer.ExternalApis] = ["mock"],
        [Layer.Jobs] = ["embedded"],
    };

    private static readonly Dictionary<string, string[]> s_onPremises = new(StringComparer.OrdinalIgnoreCase)
    {
        [Layer.Credentials] = ["database"],
        [Layer.Telemetry] = ["log"],
        [Layer.Authentication] = ["database"],
        [Layer.Cache] = ["redis", "memory"],
        [Layer.Data] = ["postgres"],
        [Layer.Files] = ["local"],
        [Layer.Vectors] = ["pgvector"],
        [Layer.ExternalApis] = ["noop"],
        [Layer.Jobs] = ["postgres"],
    };

    private static readonly Dictionary<string, string[]> s_saas = new(StringComparer.OrdinalIgnoreCase)
    {
        [Layer.Credentials] = ["azure-key-vault"],
        [Layer.Telemetry] = ["otlp", "journal"],
        [Layer.Authentication] = ["sso", "database"],
        [Layer.Cache] = ["redis", "memory"],
        [Layer.Data] = ["postgres"],
        [Layer.Files] = ["azure-blob"],
        [Layer.Vectors] = ["qdrant"],
        [Layer.ExternalApis] = ["production", "mock"],
        [Layer.Jobs] = ["postgres"],
    };

    // Uses that lose their purpose on the layer's own chain: a session must not live in one process of many, and what a
    // mock answers are no vectors of a model.
    private static readonly Dictionary<string, (string[] Development, string[] Strict)> s_uses = new(StringComparer.OrdinalIgnoreCase)
    {
        [$"{Layer.Cache}/sessions"] = (["memory"], ["redis"]),
        [$"{Layer.ExternalApis}/embeddings"] = (["production"], ["production"]),
    };

    /// <summary>The providers of a layer or of one use of it, the primary first.</summary>
    public static IReadOnlyList<string> ChainOf(DeploymentMode mode, string layer, string? use)
    {
        if (use is not null && s_uses.TryGetValue($"{layer}/{use}", out var chains))
        {
            return mode is DeploymentMode.Development ? chains.Development : chains.Strict;
        }

        // A layer of the application's own has no default: its settings name its chain.
        return ChainsOf(mode).GetValueOrDefault(layer, []);
    }

    /// <summary>Whether a process is not ready without a layer, unless settings say otherwise: what is outside of the deployment must not take it down.</summary>
    public static bool IsRequired(string layer) => !string.Equals(layer, Layer.ExternalApis, StringComparison.OrdinalIgnoreCase);

    private static Dictionary<string, string[]> ChainsOf(DeploymentMode mode) => mode switch
    {
        DeploymentMode.Development => s_development,
        DeploymentMode.Saas => s_saas,
        _ => s_onPremises,
    };
}
