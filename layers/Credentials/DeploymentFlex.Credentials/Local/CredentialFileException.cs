using DeploymentFlex.Layers;

namespace DeploymentFlex.Credentials.Local;

/// <summary>The credential file cannot be trusted: damaged, changed from outside, or made with another key. Nothing of it is used.</summary>
public sealed class CredentialFileException : LayerAnswerException
{
    public CredentialFileException(string message)
        : base(message)
    {
    }

    public CredentialFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public CredentialFileException()
    {
    }
}
