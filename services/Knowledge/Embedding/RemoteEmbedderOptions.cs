using System.ComponentModel.DataAnnotations;

namespace DeploymentFlex.Services.Knowledge.Embedding;

/// <summary>What is asked of the API <c>embeddings</c>: section <c>Knowledge:OpenAi</c>, read when <c>Knowledge:Embedder</c> is <c>openai</c>.</summary>
public sealed class RemoteEmbedderOptions
{
    public const string Section = "Knowledge:OpenAi";

    /// <summary>The model's name.</summary>
    [Required(ErrorMessage = "Knowledge:OpenAi:Model is missing: the name of an embedding model of that server.")]
    public string? Model { get; set; }

    /// <summary>The length of the model's vectors.</summary>
    [Range(1, 16_384, ErrorMessage = "Knowledge:OpenAi:Dimensions must be the length of the model's vectors, 1 to 16384.")]
    public int Dimensions { get; set; }

    /// <summary>The most texts of one request.</summary>
    [Range(1, 2048, ErrorMessage = "Knowledge:OpenAi:BatchSize must be from 1 to 2048.")]
    public int BatchSize { get; set; } = 128;

    /// <summary>The most characters of one text; a longer one is cut, as models refuse what is over their window.</summary>
    [Range(64, 100_000, ErrorMessage = "Knowledge:OpenAi:MaxTextLength must be from 64 to 100000.")]
    public int MaxTextLength { get; set; } = 8000;

    /// <summary>The score, (1 + cosine) / 2, below which two texts have nothing in common for this model.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Knowledge:OpenAi:MinScore must be from 0 to 1.")]
    public double MinScore { get; set; } = 0.6;
}
