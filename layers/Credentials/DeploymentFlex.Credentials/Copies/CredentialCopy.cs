using System.Text.Json;
using DeploymentFlex.Credentials.Local;
using DeploymentFlex.Layers;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Credentials.Copies;

/// <summary>The last known values, encrypted in a file of this machine.</summary>
internal sealed partial class CredentialCopy(LocalCredentialStore file, CredentialCopyOptions options, TimeProvider time, ILogger logger) : IDisposable
{
    // A value that did not change is written again before its age could keep it from being used: ten times in its time.
    private readonly TimeSpan _refresh = options.MaxAge / 10;
    private readonly SemaphoreSlim _writer = new(1, 1);

    /// <summary>Keeps what the provider said. A copy that cannot be written is said, and keeps nobody from the secret.</summary>
    /// <param name="credential">The answer.</param>
    /// <param name="asked">When it was asked for.</param>
    /// <param name="cancellationToken">Cancelled when there is no more time.</param>
    public ValueTask RememberAsync(Credential credential, DateTimeOffset asked, CancellationToken cancellationToken) =>
        ChangeAsync(
            credential.Info.Name,
            known => IsNews(known, credential, asked),
            token => SetAsync(credential, token),
            cancellationToken);

    /// <summary>Keeps no more what the provider says is not there, or not for who asks.</summary>
    public ValueTask ForgetAsync(CredentialName name, CancellationToken cancellationToken) =>
        ChangeAsync(name, static known => known is { Secret: not null }, token => DropAsync(name, token), cancellationToken);

    /// <summary>Notes that it was deleted, so that nobody who asked before brings it back.</summary>
    public ValueTask DeletedAsync(CredentialName name, CancellationToken cancellationToken) =>
        ChangeAsync(name, static _ => true, token => DropAsync(name, token), cancellationToken);

    /// <summary>Whether there is anything in it that may be used.</summary>
    public async ValueTask<bool> HoldsAnyAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var @namespace in await file.ListNamespacesAsync(cancellationToken))
            {
                foreach (var info in await file.ListAsync(@namespace, cancellationToken))
                {
                    if (await ReadAsync(info.Name, cancellationToken) is { Secret: not null } known && time.GetUtcNow() - known.AsOf <= options.MaxAge)
                    {
                        return true;
                    }
                }
            }
        }
#pragma warning disable CA1031 // Its file, or its master key's service: it cannot be read.
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogNotRead(logger, error);
        }

        return false;
    }

    /// <summary>The last known value, with the time that it is from.</summary>
    /// <param name="name">The credential.</param>
    /// <param name="cause">Why the provider was of no help.</param>
    /// <param name="cancellationToken">Cancelled when there is no more time.</param>
    /// <exception cref="LayerUnavailableException">There is none, or it is too old.</exception>
    public async ValueTask<Credential> FindAsync(CredentialName name, LayerUnavailableException cause, CancellationToken cancellationToken)
    {
        if (await ReadAsync(name, cancellationToken) is not { Secret: { } secret } known)
        {
            throw new LayerUnavailableException(cause.Layer, $"{cause.Message} There is no local copy of {name}.", cause.RetryAfter, cause);
        }

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
        return new Credential(new CredentialInfo(name, known.Version, known.CreatedAt), secret) { AsOf = known.AsOf };
    }

    public void Dispose()
    {
        _writer.Dispose();
        file.Dispose();
    }

    // An older version is news only to who asked after the newer one was told: it was deleted for good meanwhile.
    private bool IsNews(CopiedSecret? known, Credential credential, DateTimeOffset asked) =>
        known is null
        || (known.Secret is null ? known.AsOf <= asked
            : known.Version == credential.Info.Version && known.Secret == credential.Secret
                ? time.GetUtcNow() - known.AsOf > _refresh
                : known.Version < credential.Info.Version || known.AsOf < asked);

    private Task SetAsync(Credential credential, CancellationToken cancellationToken) => WriteAsync(
        credential.Info.Name, new CopiedSecret(credential.Secret, credential.Info.Version, credential.Info.CreatedAt, time.GetUtcNow()), cancellationToken);

    // In its place: nothing of the secret is left in the file.
    private Task DropAsync(CredentialName name, CancellationToken cancellationToken) =>
        WriteAsync(name, new CopiedSecret(Secret: null, 0, default, time.GetUtcNow()), cancellationToken);

    private async Task WriteAsync(CredentialName name, CopiedSecret copy, CancellationToken cancellationToken) =>
        await file.SetAsync(name, JsonSerializer.Serialize(copy, CopiedSecretJson.Default.CopiedSecret), cancellationToken);

    private async ValueTask ChangeAsync(
        CredentialName name, Func<CopiedSecret?, bool> isDue, Func<CancellationToken, Task> change, CancellationToken cancellationToken)
    {
        try
        {
            if (!isDue(await ReadAsync(name, cancellationToken)))
            {
                return;
            }

            await _writer.WaitAsync(cancellationToken);
            try
            {
                // Again: it may have been changed while this one waited.
                if (isDue(await ReadAsync(name, cancellationToken)))
                {
                    await change(cancellationToken);
                }
            }
            finally
            {
                _writer.Release();
            }
        }
#pragma warning disable CA1031 // Its file, or its master key's service: whatever is wrong with the copy, the provider has answered.
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogNotKept(logger, name, error);
        }
    }

    private async ValueTask<CopiedSecret?> ReadAsync(CredentialName name, CancellationToken cancellationToken) =>
        await file.GetAsync(name, cancellationToken) is { } found ? JsonSerializer.Deserialize(found.Secret, CopiedSecretJson.Default.CopiedSecret) : null;

    private static string Text(TimeSpan age) => age.ToString(@"d\.hh\:mm\:ss");

    [LoggerMessage(1, LogLevel.Warning, "Credential {Name} was taken from the local copy, {Age} old")]
    private static partial void LogUsed(ILogger logger, CredentialName name, string age);

    [LoggerMessage(2, LogLevel.Warning, "The local copy of credential {Name} could not be written")]
    private static partial void LogNotKept(ILogger logger, CredentialName name, Exception error);

    [LoggerMessage(4, LogLevel.Warning, "The local copy of credentials could not be read")]
    private static partial void LogNotRead(ILogger logger, Exception error);
}
