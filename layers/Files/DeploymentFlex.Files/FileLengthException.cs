using DeploymentFlex.Layers;

namespace DeploymentFlex.Files;

/// <summary>The content has another length than was announced; nothing of it is kept.</summary>
public sealed class FileLengthException : LayerAnswerException
{
    /// <param name="expected">The bytes that were announced.</param>
    /// <param name="actual">The bytes that came, at least.</param>
    public FileLengthException(long expected, long actual)
        : base($"The content was announced with {expected} bytes, but {(actual > expected ? "more" : $"only {actual}")} came.")
    {
    }

    public FileLengthException()
    {
    }

    public FileLengthException(string message)
        : base(message)
    {
    }

    public FileLengthException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
