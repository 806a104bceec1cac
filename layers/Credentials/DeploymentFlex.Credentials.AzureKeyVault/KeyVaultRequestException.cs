using Azure;

namespace DeploymentFlex.Credentials.AzureKeyVault;

/// <summary>The vault cannot answer now, or answered with what is none.</summary>
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

    /// <summary>What an answer of the vault means: a refusal, or that it cannot answer now.</summary>
    internal static Exception From(RequestFailedException error)
    {
        var message = $"The key vault answered {error.Status} ({error.ErrorCode ?? "no code"}).";
        return error.Status is >= 400 and < 500 and not (408 or 429)
            ? new CredentialRefusedException(message, error)
            : new KeyVaultRequestException(message, error);
    }

    // Without what the SDK said of it, for the answer may hold a secret.
    internal static KeyVaultRequestException NoAnswer() =>
        new("The key vault answered with something that is no answer to this request. Is the address that of a vault?");
}
