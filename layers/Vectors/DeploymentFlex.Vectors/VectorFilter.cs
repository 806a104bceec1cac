namespace DeploymentFlex.Vectors;

/// <summary>Metadata values that a record must all have.</summary>
public sealed record VectorFilter(IReadOnlyDictionary<string, string> Equal)
{
    /// <summary>A filter for one value.</summary>
    public static VectorFilter For(string name, string value) =>
        new(new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value });
}
