namespace DeploymentFlex.Services.Knowledge.Embedding;

/// <summary>The body of <c>POST embeddings</c>.</summary>
internal sealed record EmbeddingRequest(string Model, IReadOnlyList<string> Input);
