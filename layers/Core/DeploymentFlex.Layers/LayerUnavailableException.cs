namespace DeploymentFlex.Layers;

/// <summary>No provider that may serve this call did. Answered as 503 with <c>Retry-After</c>.</summary>
public sealed class LayerUnavailableException : Exception
{
    public LayerUnavailableException(string layer, string message, TimeSpan retryAfter, Exception? innerException = null)
        : base(message, innerException)
    {
        Layer = layer;
        RetryAfter = retryAfter;
    }

    /// <summary>The layer, for example <c>Files</c>.</summary>
    public string Layer { get; }

    /// <summary>When to try again: the time until the next probe.</summary>
    public TimeSpan RetryAfter { get; }

    /// <summary>
    /// Whether the provider is taken to be down for all. False where it failed this call and may answer others, as with a
    /// full disk, from which it still reads; then no circuit counts it.
    /// </summary>
    public bool IsOutage { get; init; } = true;
}
