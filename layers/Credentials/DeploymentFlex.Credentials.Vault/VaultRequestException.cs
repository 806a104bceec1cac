using System.Net;

namespace DeploymentFlex.Credentials.Vault;

/// <summary>Vault cannot answer now, or answered with what is none. The message holds nothing of the answer's body.</summary>
public sealed class VaultRequestException : IOException
{
    public VaultRequestException(string message)
        : base(message)
    {
    }

    public VaultRequestException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public VaultRequestException()
    {
    }

    /// <summary>The status that it answered with; null where there was none.</summary>
    public HttpStatusCode? Status { get; init; }
}
