namespace DeploymentFlex.Layers.Isolation;

/// <summary>A connection was refused before it was tried: no setting names its endpoint, or its address is in no allowed network.</summary>
public sealed class UnnamedEndpointException : IOException
{
    public UnnamedEndpointException(string message)
        : base(message)
    {
    }

    public UnnamedEndpointException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public UnnamedEndpointException()
    {
    }
}
