using DeploymentFlex.Layers;

namespace DeploymentFlex.Credentials;

/// <summary>What is stored cannot be trusted: damaged, changed from outside, older than it was, or made with another key. Nothing of it is used.</summary>
public sealed class CredentialIntegrityException : LayerAnswerException
{
    public CredentialIntegrityException(string message)
        : base(message)
    {
    }

    public CredentialIntegrityException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public CredentialIntegrityException()
    {
    }
}
