using Azure;
using Azure.Security.KeyVault.Secrets;
using DeploymentFlex.Layers;

namespace DeploymentFlex.Credentials.AzureKeyVault;

/// <summary>
/// Deletes secrets and has them back. The vault does both in the background, and until it is done the secret is neither here
/// nor there; so it is waited for, within a bound.
/// </summary>
internal sealed class KeyVaultBin(SecretClient secrets, TimeSpan patience)
{
    /// <summary>Below the time that a call of the chain has.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(100);

    /// <summary>Deletes a secret, and says whether there was one. Nobody reads it any more when this returns.</summary>
    public async Task<bool> DeleteAsync(string secret, CancellationToken cancellationToken)
    {
        if (await KeyVaultClient.FindAsync(() => secrets.StartDeleteSecretAsync(secret, cancellationToken)) is not { } deletion)
        {
            return false;
        }

        await IsDoneAsync(deletion, cancellationToken);
        return true;
    }

    /// <summary>Has a deleted secret back, and says whether there was one.</summary>
    /// <exception cref="LayerUnavailableException">The vault is still at it.</exception>
    public async Task<bool> RecoverAsync(string secret, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (await KeyVaultClient.FindAsync(() => secrets.StartRecoverDeletedSecretAsync(secret, cancellationToken)) is { } recovery)
            {
                return await IsDoneAsync(recovery, cancellationToken) ? true : throw Unfinished(cause: null);
            }

            // One that is being deleted is not told apart from one that never was.
            if (TimeProvider.System.GetElapsedTime(started) >= patience || await IsThereAsync(secret, cancellationToken))
            {
                return false;
            }

            await Task.Delay(s_poll, cancellationToken);
        }
    }

    /// <summary>The vault does not take a change yet: no outage, and no answer either.</summary>
    public static LayerUnavailableException Unfinished(Exception? cause) => new(
        Layer.Credentials, "The key vault is still deleting or recovering the secret.", TimeSpan.FromSeconds(5), cause) { IsOutage = false };

    private async Task<bool> IsDoneAsync(Operation operation, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!operation.HasCompleted && TimeProvider.System.GetElapsedTime(started) < patience)
        {
            await KeyVaultClient.FindAsync(async () => await operation.UpdateStatusAsync(cancellationToken));
            if (!operation.HasCompleted)
            {
                await Task.Delay(s_poll, cancellationToken);
            }
        }

        return operation.HasCompleted;
    }

    private async Task<bool> IsThereAsync(string secret, CancellationToken cancellationToken) =>
        (await KeyVaultClient.ListAsync(secrets.GetPropertiesOfSecretVersionsAsync(secret, cancellationToken), cancellationToken)).Count > 0;
}
