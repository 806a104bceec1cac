namespace DeploymentFlex.Services.Knowledge.Embedding;

/// <summary>A word of a text as the hashed embedder sees it.</summary>
internal readonly ref struct Term(ReadOnlySpan<char> word, ulong hash, float weight)
{
    /// <summary>The stem in lower case, for its trigrams; empty where the parts mean nothing, as in a number.</summary>
    public ReadOnlySpan<char> Word { get; } = word;

    public ulong Hash { get; } = hash;

    public float Weight { get; } = weight;
}
