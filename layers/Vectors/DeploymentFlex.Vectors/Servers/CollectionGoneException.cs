namespace DeploymentFlex.Vectors.Servers;

/// <summary>The collection was there once, and the server knows it no longer: somebody deleted it.</summary>
public sealed class CollectionGoneException : Exception
{
    public CollectionGoneException()
    {
    }

    public CollectionGoneException(string message)
        : base(message)
    {
    }

    public CollectionGoneException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
