using DeploymentFlex.Layers;

namespace DeploymentFlex.Credentials;

/// <summary>The provider only reads: what it holds is set elsewhere.</summary>
public sealed class CredentialReadOnlyException : LayerAnswerException
{
    public CredentialReadOnlyException(string message)
        : base(message)
    {
    }

    public CredentialReadOnlyException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public CredentialReadOnlyException()
    {
    }
}
