using System.Globalization;
using Azure;
using Azure.Core;
using Azure.Security.KeyVault.Secrets;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Providers;

namespace DeploymentFlex.Credentials.AzureKeyVault;

/// <summary>
/// Credentials as secrets of a key vault. A tag has the number of a version; those that others set without it are counted
/// in the order in which they were made. What is deleted the vault keeps for as long as its own settings say.
/// </summary>
public sealed class KeyVaultCredentialStore : ICredentialStore, IProbed, IChecked, IDisposable
{
    internal const string VersionTag = "deploymentflex-version";

    private readonly KeyVaultOptions _options;
    private readonly KeyVaultClient _vault;
    private readonly KeyVaultBin _bin;

    /// <param name="options">The vault; validated.</param>
    /// <param name="handler">The connections to it; disposed of with the store.</param>
    /// <param name="identity">Who signs in.</param>
    public KeyVaultCredentialStore(KeyVaultOptions options, SocketsHttpHandler handler, TokenCredential identity)
        : this(options, handler, identity, anyDomain: false, KeyVaultBin.Patience)
    {
    }

    internal KeyVaultCredentialStore(KeyVaultOptions options, SocketsHttpHandler handler, TokenCredential identity, bool anyDomain, TimeSpan patience)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _vault = new KeyVaultClient(options, handler, identity, anyDomain);
        _bin = new KeyVaultBin(_vault.Secrets, patience);
    }

    private SecretClient Secrets => _vault.Secrets;

    public ValueTask<Credential?> GetAsync(CredentialName name, CancellationToken cancellationToken) => ReadAsync(name, version: null, cancellationToken);

    public async ValueTask<Credential?> GetVersionAsync(CredentialName name, int version, CancellationToken cancellationToken)
    {
        var found = (await VersionsAsync(name, cancellationToken)).LastOrDefault(item => item.Number == version).Properties;
        return found is null ? null : await ReadAsync(name, found.Version, cancellationToken);
    }

    public async ValueTask<CredentialInfo> SetAsync(CredentialName name, string secret, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        try
        {
            return await AddAsync(name, secret, cancellationToken);
        }
        catch (RequestFailedException error) when (error.Status == 409)
        {
            // It is deleted: it comes back first, with the versions that it had.
            await _bin.RecoverAsync(KeyVaultNames.Write(name), cancellationToken);
        }

        try
        {
            return await AddAsync(name, secret, cancellationToken);
        }
        catch (RequestFailedException error) when (error.Status == 409)
        {
            throw KeyVaultBin.Unfinished(error);
        }
    }

    public async ValueTask<bool> DeleteAsync(CredentialName name, CancellationToken cancellationToken) =>
        await _bin.DeleteAsync(KeyVaultNames.Write(name), cancellationToken);

    public async ValueTask<bool> RecoverAsync(CredentialName name, CancellationToken cancellationToken) =>
        await _bin.RecoverAsync(KeyVaultNames.Write(name), cancellationToken);

    public async ValueTask<IReadOnlyList<CredentialInfo>> ListAsync(string @namespace, CancellationToken cancellationToken) =>
        [.. (await AllAsync(cancellationToken)).Where(info => info.Name.Namespace == @namespace).OrderBy(static info => info.Name.Name, StringComparer.Ordinal)];

    public async ValueTask<IReadOnlyList<CredentialInfo>> ListVersionsAsync(CredentialName name, CancellationToken cancellationToken)
    {
        var versions = await VersionsAsync(name, cancellationToken);
        if (versions.Count > 0)
        {
            return [.. versions.Select(item => new CredentialInfo(name, item.Number, CreatedAt(item.Properties)))];
        }

        // Of what is deleted the vault tells the newest version alone.
        var deleted = await KeyVaultClient.FindAsync(async () => (await Secrets.GetDeletedSecretAsync(KeyVaultNames.Write(name), cancellationToken)).Value);
        return deleted is null ? [] : [new CredentialInfo(name, NumberOf(deleted.Properties) ?? 1, CreatedAt(deleted.Properties), IsDeleted: true)];
    }

    public async ValueTask<IReadOnlyList<string>> ListNamespacesAsync(CancellationToken cancellationToken) =>
        [.. (await AllAsync(cancellationToken)).Select(static info => info.Name.Namespace).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Asks for the first page of the list. Who may not have it may read all the same: it is enough that the vault knows who asks.</summary>
    public async ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ListFirstAsync(cancellationToken);
        }
        catch (CredentialRefusedException error) when (error.InnerException is RequestFailedException { Status: 403 })
        {
        }
    }

    public async ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checks);
        var isThere = await EndpointChecks.ConnectAsync(
            checks, _options.VaultUri!.Host, _options.VaultUri.Port, "Layers:Credentials:azure-key-vault:VaultUri", cancellationToken);
        if (isThere)
        {
            await checks.RunAsync(
                CheckNames.Permissions,
                "Give this machine's identity the role 'Key Vault Secrets Officer' on the vault, or 'Key Vault Secrets User' where it only reads.",
                async token =>
                {
                    await ListFirstAsync(token);
                    return $"signs in and lists {_options.VaultUri}";
                },
                cancellationToken);
        }
    }

    public void Dispose() => _vault.Dispose();

    private Task<object?> ListFirstAsync(CancellationToken cancellationToken) =>
        KeyVaultClient.FindAsync<object>(async () =>
        {
            await using var pages = Secrets.GetPropertiesOfSecretsAsync(cancellationToken).AsPages().GetAsyncEnumerator(cancellationToken);
            return await pages.MoveNextAsync();
        });

    private async ValueTask<Credential?> ReadAsync(CredentialName name, string? version, CancellationToken cancellationToken)
    {
        var written = KeyVaultNames.Write(name);
        var secret = await KeyVaultClient.FindAsync(async () => (await Secrets.GetSecretAsync(written, version, cancellationToken: cancellationToken)).Value);
        return secret is null ? null : new Credential(await InfoAsync(name, secret.Properties, cancellationToken), secret.Value);
    }

    private async Task<CredentialInfo> AddAsync(CredentialName name, string secret, CancellationToken cancellationToken)
    {
        var versions = await VersionsAsync(name, cancellationToken);
        var next = versions.Count == 0 ? 1 : versions[^1].Number + 1;
        var entry = new KeyVaultSecret(KeyVaultNames.Write(name), secret);
        entry.Properties.Tags[VersionTag] = next.ToString(CultureInfo.InvariantCulture);
        try
        {
            var stored = (await Secrets.SetSecretAsync(entry, cancellationToken)).Value;
            return new CredentialInfo(name, next, CreatedAt(stored.Properties));
        }
        catch (RequestFailedException error) when (error.Status is not (0 or 409))
        {
            throw KeyVaultRequestException.From(error);
        }
        catch (Exception error) when (KeyVaultClient.IsOfNoAnswer(error))
        {
            throw KeyVaultRequestException.NoAnswer();
        }
    }

    private async Task<List<CredentialInfo>> AllAsync(CancellationToken cancellationToken)
    {
        var all = new List<CredentialInfo>();
        foreach (var properties in await KeyVaultClient.ListAsync(Secrets.GetPropertiesOfSecretsAsync(cancellationToken), cancellationToken))
        {
            if (KeyVaultNames.Read(properties.Name) is { } name)
            {
                all.Add(await InfoAsync(name, properties, cancellationToken));
            }
        }

        return all;
    }

    private async Task<CredentialInfo> InfoAsync(CredentialName name, SecretProperties properties, CancellationToken cancellationToken)
    {
        var number = NumberOf(properties)
            ?? (await VersionsAsync(name, cancellationToken)).FirstOrDefault(item => item.Properties.Version == properties.Version, defaultValue: (Number: 1, Properties: properties)).Number;
        return new CredentialInfo(name, number, CreatedAt(properties));
    }

    /// <summary>The versions with their numbers, the oldest first.</summary>
    private async Task<List<(int Number, SecretProperties Properties)>> VersionsAsync(CredentialName name, CancellationToken cancellationToken)
    {
        var all = await KeyVaultClient.ListAsync(Secrets.GetPropertiesOfSecretVersionsAsync(KeyVaultNames.Write(name), cancellationToken), cancellationToken);
        var versions = new List<(int Number, SecretProperties Properties)>();
        foreach (var properties in all.OrderBy(CreatedAt).ThenBy(static properties => NumberOf(properties) ?? 0))
        {
            var last = versions.Count == 0 ? 0 : versions[^1].Number;
            versions.Add((NumberOf(properties) ?? last + 1, properties));
        }

        return versions;
    }

    private static int? NumberOf(SecretProperties properties) =>
        properties.Tags.TryGetValue(VersionTag, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private static DateTimeOffset CreatedAt(SecretProperties properties) => properties.CreatedOn ?? DateTimeOffset.UnixEpoch;
}
