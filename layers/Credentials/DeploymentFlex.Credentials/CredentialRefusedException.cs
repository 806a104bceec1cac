using DeploymentFlex.Layers;

namespace DeploymentFlex.Credentials;

/// <summary>
/// The provider answers, and says no: who asks may not do this, the request is none that it takes, or what is there is no
/// secret. Nothing else, the local copy included, answers in its place.
/// </summary>
public sealed class CredentialRefusedException : LayerAnswerException
{
    public CredentialRefusedException(string message)
        : base(message)
    {
    }

    public CredentialRefusedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public CredentialRefusedException()
    {
    }
}
