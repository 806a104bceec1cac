namespace DeploymentFlex.Layers.Chaos;

/// <summary>A fault that was asked for.</summary>
public sealed class ChaosException : Exception
{
    public ChaosException()
        : base("The chaos provider failed, as its settings ask.")
    {
    }

    public ChaosException(string message)
        : base(message)
    {
    }

    public ChaosException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
