namespace DeploymentFlex.Services.Knowledge.Embedding;

/// <summary>Makes vectors of texts, so that texts of like meaning lie near each other by the cosine.</summary>
internal interface IEmbedder
{
    /// <summary>What its vectors can be compared with: the vectors of the same name and dimension alone.</summary>
    string Name { get; }

    int Dimensions { get; }

    /// <summary>The score, (1 + cosine) / 2, below which two texts have nothing in common.</summary>
    double MinScore { get; }

    /// <summary>One vector a text, in order, each of length 1.</summary>
    /// <exception cref="EmbeddingException">The embedder refused, or answered with what is no vector of its dimension.</exception>
    ValueTask<IReadOnlyList<ReadOnlyMemory<float>>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken);
}
