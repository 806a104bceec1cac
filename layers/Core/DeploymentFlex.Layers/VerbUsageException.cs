namespace DeploymentFlex.Layers;

/// <summary>The words behind a verb are not understood. The message says which, and what is allowed; the deployment itself may be in order.</summary>
public sealed class VerbUsageException : Exception
{
    public VerbUsageException(string message)
        : base(message)
    {
    }

    public VerbUsageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public VerbUsageException()
    {
    }
}
