using System.Text.Json;
using DeploymentFlex.Layers;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Credentials.Copies;

/// <summary>The last known values, encrypted in a file of this machine.</summary>
internal sealed partial class CredentialCopy(ICredentialStore file, CredentialCopyOptions options, TimeProvider time, ILogger logger)
{
    // A value that did not change is written again before its age could keep it from being used: ten times in its time.
    private readonly TimeSpan _refresh = options.MaxAge / 10;

    /// <summary>Keeps what the provider said. A copy that cannot be written is said, and keeps nobody from the secret.</summary>
    public async ValueTask RememberAsync(Credential credential, CancellationToken cancellationToken)
    {
        try
        {
            var name = credential.Info.Name;
            var now = time.GetUtcNow();
            var known = await ReadAsync(name, cancellationToken);
            if (known is null || known.Version != credential.Info.Version || known.Secret != credential.Secret || now - known.AsOf > _refresh)
            {
                var copy = new CopiedSecret(credential.Secret, credential.Info.Version, credential.Info.CreatedAt, now);
                await file.SetAsync(name, JsonSerializer.Serialize(copy, CopiedSecretJson.Default.CopiedSecret), cancellationToken);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CredentialIntegrityException)
        {
            LogNotKept(logger, credential.Info.Name, error);
        }
    }

    /// <summary>Keeps no more what the provider says is not there.</summary>
    public async ValueTask ForgetAsync(CredentialName name, CancellationToken cancellationToken)
    {
        try
        {
            if (await ReadAsync(name, cancellationToken) is not null)
            {
                await file.DeleteAsync(name, cancellationToken);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CredentialIntegrityException)
        {
            LogNotKept(logger, name, error);
        }
    }

    /// <summary>The last known value, with the time that it is from.</summary>
    /// <param name="name">The credential.</param>
    /// <param name="cause">Why the provider was of no help.</param>
    /// <param name="cancellationToken">Cancelled when there is no more time.</param>
    /// <exception cref="LayerUnavailableException">There is none, or it is too old.</exception>
    public async ValueTask<Credential> FindAsync(CredentialName name, LayerUnavailableException cause, CancellationToken cancellationToken)
    {
        var known = await ReadAsync(name, cancellationToken)
            ?? throw new LayerUnavailableException(cause.Layer, $"{cause.Message} There is no local copy of {name}.", cause.RetryAfter, cause);
        var age = time.GetUtcNow() - known.AsOf;
        if (age > options.MaxAge)
        {
            throw new LayerUnavailableException(
                cause.Layer,
                $"{cause.Message} The local copy of {name} is {Text(age)} old, and {CredentialCopyOptions.Section}:MaxAge allows {Text(options.MaxAge)}.",
                cause.RetryAfter,
                cause);
        }

        LogUsed(logger, name, Text(age));
        return new Credential(new CredentialInfo(name, known.Version, known.CreatedAt), known.Secret) { AsOf = known.AsOf };
    }

    private async ValueTask<CopiedSecret?> ReadAsync(CredentialName name, CancellationToken cancellationToken) =>
        await file.GetAsync(name, cancellationToken) is { } found ? JsonSerializer.Deserialize(found.Secret, CopiedSecretJson.Default.CopiedSecret) : null;

    private static string Text(TimeSpan age) => age.ToString(@"d\.hh\:mm\:ss");

    [LoggerMessage(1, LogLevel.Warning, "Credential {Name} was taken from the local copy, {Age} old")]
    private static partial void LogUsed(ILogger logger, CredentialName name, string age);

    [LoggerMessage(2, LogLevel.Warning, "The local copy of credential {Name} could not be written")]
    private static partial void LogNotKept(ILogger logger, CredentialName name, Exception error);
}
