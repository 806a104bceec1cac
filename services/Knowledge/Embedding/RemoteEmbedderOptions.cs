using System.ComponentModel.DataAnnotations;
using DeploymentFlex.Layers.Isolation;

namespace DeploymentFlex.Services.Knowledge.Embedding;

/// <summary>The embedder behind an HTTP API: section <c>Knowledge:OpenAi</c>, read when <c>Knowledge:Embedder</c> is <c>openai</c>.</summary>
public sealed class RemoteEmbedderOptions : INamesEndpoints
{
    public const string Section = "Knowledge:OpenAi";

    /// <summary>The address that <c>v1/embeddings</c> is under, for example <c>http://localhost:11434</c>.</summary>
    [Required(ErrorMessage = "Knowledge:OpenAi:BaseUrl is missing: the address that v1/embeddings is under, for example http://localhost:11434.")]
    public Uri? BaseUrl { get; set; }

    /// <summary>The model's name.</summary>
    [Required(ErrorMessage = "Knowledge:OpenAi:Model is missing: the name of an embedding model of that server.")]
    public string? Model { get; set; }

    /// <summary>The length of the model's vectors.</summary>
    [Range(1, 16_384, ErrorMessage = "Knowledge:OpenAi:Dimensions must be the length of the model's vectors, 1 to 16384.")]
    public int Dimensions { get; set; }

    /// <summary>The key, sent as a bearer token; none is sent when it is empty.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The most texts of one request.</summary>
    [Range(1, 2048, ErrorMessage = "Knowledge:OpenAi:BatchSize must be from 1 to 2048.")]
    public int BatchSize { get; set; } = 128;

    /// <summary>The most characters of one text; a longer one is cut, as models refuse what is over their window.</summary>
    [Range(64, 100_000, ErrorMessage = "Knowledge:OpenAi:MaxTextLength must be from 64 to 100000.")]
    public int MaxTextLength { get; set; } = 8000;

    /// <summary>The score, (1 + cosine) / 2, below which two texts have nothing in common for this model.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Knowledge:OpenAi:MinScore must be from 0 to 1.")]
    public double MinScore { get; set; } = 0.6;

    /// <summary>How long one request may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ErrorMessage = "Knowledge:OpenAi:Timeout must be from 1 second to 10 minutes.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    IEnumerable<NamedEndpoint> INamesEndpoints.Endpoints => BaseUrl is { IsAbsoluteUri: true } ? [NamedEndpoint.From(BaseUrl)] : [];
}
