namespace DeploymentFlex.Services.Knowledge.Embedding;

/// <summary>An embedder refused, in a way that a repeat does not change. The message says why, and holds no secret.</summary>
internal sealed class EmbeddingException : Exception
{
    public EmbeddingException(string message)
        : base(message)
    {
    }

    public EmbeddingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public EmbeddingException()
    {
    }
}
