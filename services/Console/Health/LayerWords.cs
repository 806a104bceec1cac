using DeploymentFlex.Layers.Health;

namespace DeploymentFlex.Services.Console.Health;

/// <summary>What a layer is called, and what it costs the user while it is served by a fallback or by nobody.</summary>
internal static class LayerWords
{
    private static readonly (string Layer, string Name, string Fallback, string Nobody)[] s_words =
    [
        ("credentials", "Credentials", "Keys are read from a copy. New and changed keys are refused.", "Work that needs a key is refused."),
        ("telemetry", "Telemetry", "Traces and metrics stay on this machine until the collector is back. Your work is not affected.", "Traces and metrics are lost. Your work is not affected."),
        ("authentication", "Authentication", "People sign in by another way. Sign-ups and password changes are refused.", "Nobody can sign in."),
        ("cache", "Cache", "Each process counts and remembers by itself, so limits are looser and some pages slower.", "Pages are slower and rate limits do not hold."),
        ("data", "Data", "Reads may be stale. Changes are refused.", "Cases and evidence cannot be read or changed."),
        ("files", "Files", "Files are read from another place. An upload may be refused for now.", "Files can be neither opened nor uploaded."),
        ("vectors", "Vectors", "Search by meaning is served from another store and may miss what is new.", "Search finds exact words only."),
        ("externalapis", "External APIs", "Answers come from a stand-in, and say so.", "What needs an outside service is not done."),
        ("jobs", "Jobs", "New files are indexed later than usual.", "New files are stored, and indexed when the queue is back."),
    ];

    public static string Name(string layer)
    {
        var index = Order(layer);
        var use = layer.IndexOf('/', StringComparison.Ordinal);
        var name = index < s_words.Length ? s_words[index].Name : layer;
        return use < 0 ? name : $"{name}, {layer[(use + 1)..]}";
    }

    /// <summary>What the layer's state costs the user; empty while its primary serves.</summary>
    public static string Cost(LayerHealth layer)
    {
        var index = Order(layer.Layer);
        return (layer.Active, layer.Degraded) switch
        {
            (not null, true) when layer.Waiting is { } waiting && layer.Chain.Any(link => link.Provider == layer.Active) =>
                $"Served as usual, but {waiting.Items} accepted earlier still wait on the machine that took them, and are not seen elsewhere.",
            (null, _) => index < s_words.Length ? s_words[index].Nobody : "Nobody serves this layer.",
            (_, true) => index < s_words.Length ? s_words[index].Fallback : "A fallback serves this layer.",
            _ => string.Empty,
        };
    }

    /// <summary>The place of a layer in a list; layers that are not known come last.</summary>
    public static int Order(string layer)
    {
        var name = layer.Split('/')[0].Replace("-", string.Empty, StringComparison.Ordinal);
        var index = Array.FindIndex(s_words, word => string.Equals(word.Layer, name, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? s_words.Length : index;
    }
}
