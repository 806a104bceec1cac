using System.ComponentModel.DataAnnotations;

namespace DeploymentFlex.Services.Knowledge;

/// <summary>How files are indexed: section <c>Knowledge</c>.</summary>
public sealed class KnowledgeOptions
{
    public const string Section = "Knowledge";

    /// <summary>The embedder that needs nothing.</summary>
    public const string Hashed = "hashed";

    /// <summary>The external API <c>embeddings</c>, which many servers offer; see <see cref="Embedding.RemoteEmbedderOptions"/>.</summary>
    public const string OpenAi = "openai";

    /// <summary>Who makes vectors of texts.</summary>
    [AllowedValues(Hashed, OpenAi, ErrorMessage = "Knowledge:Embedder must be hashed or openai.")]
    public string Embedder { get; set; } = Hashed;

    /// <summary>The most different entries of one file; what follows them is stored, but not indexed.</summary>
    [Range(1, 10_000_000)]
    public int MaxEntriesPerFile { get; set; } = 200_000;

    /// <summary>The most characters of different entries of one file.</summary>
    [Range(1, long.MaxValue)]
    public long MaxCharactersPerFile { get; set; } = 64 * 1024 * 1024;

    /// <summary>The most characters of one line; the rest of it is stored, but not indexed.</summary>
    [Range(256, 32 * 1024)]
    public int MaxLineLength { get; set; } = 8 * 1024;

    /// <summary>How long the content of an evidence may stand still before indexing gives up and is tried again.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
