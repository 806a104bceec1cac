namespace DeploymentFlex.Layers.Chains;

/// <summary>Collects, for one request, which layers were served by a fallback: the header <c>X-Degraded</c>.</summary>
public sealed class Degradation
{
    private static readonly AsyncLocal<Degradation?> s_current = new();

    private readonly List<string> _notes = [];

    /// <summary>Begins to collect for what runs from here on.</summary>
    public static Degradation Begin() => s_current.Value = new Degradation();

    /// <summary>Notes that a provider which is not the primary served the layer.</summary>
    public static void Note(string layer, string provider)
    {
        if (s_current.Value is { } current)
        {
            current.Add($"{layer}={provider}");
        }
    }

    /// <summary>The notes as a header's value, for example <c>files=local</c>, or null when there is none.</summary>
    public string? ToHeader()
    {
        lock (_notes)
        {
            return _notes.Count == 0 ? null : string.Join(", ", _notes);
        }
    }

    private void Add(string note)
    {
        lock (_notes)
        {
            if (!_notes.Contains(note, StringComparer.Ordinal))
            {
                _notes.Add(note);
            }
        }
    }
}
