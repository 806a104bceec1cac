namespace DeploymentFlex.Layers.Configuration;

/// <summary>
/// What credentials were put in the place of, so that a text about settings does not show them: one that stands where a number is
/// wanted is quoted by whoever cannot read it as one.
/// </summary>
/// <param name="values">The secrets, with the names that settings have for them.</param>
internal sealed class ResolvedSecrets(IReadOnlyCollection<(string Name, string Value)> values)
{
    // What is shorter hides nothing, and would be found in any text.
    private const int ShortestHidden = 4;

    // The longest first, of those that hold one another.
    private readonly List<(string Name, string Value)> _values =
        [.. values.Where(static item => item.Value.Length >= ShortestHidden).OrderByDescending(static item => item.Value.Length)];

    /// <summary>The text with names in the place of secrets.</summary>
    public string Hide(string text)
    {
        foreach (var (name, value) in _values)
        {
            text = text.Replace(value, name, StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }
}
