using Azure;

namespace DeploymentFlex.Credentials.AzureKeyVault;

/// <summary>The vault refused a request, or cannot answer it now.</summary>
public sealed class KeyVaultRequestException : IOException
{
    public KeyVaultRequestException(string message)
        : base(message)
    {
    }

    public KeyVaultRequestException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public KeyVaultRequestException()
    {
    }

    internal KeyVaultRequestException(RequestFailedException error)
        : this($"The key vault answered {error.Status} ({error.ErrorCode ?? "no code"}).", error)
    {
    }

    // Without what the SDK said of it, for the answer may hold a secret.
    internal static KeyVaultRequestException NoAnswer() =>
        new("The key vault answered with something that is no answer to this request. Is the address that of a vault?");
}
