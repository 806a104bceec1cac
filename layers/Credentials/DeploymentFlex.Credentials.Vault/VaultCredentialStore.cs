using System.Text.Json;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Providers;

namespace DeploymentFlex.Credentials.Vault;

/// <summary>Credentials as entries of a KV engine, version 2, each with the secret in one field.</summary>
public sealed class VaultCredentialStore : ICredentialStore, IProbed, IChecked, IDisposable
{
    private static readonly HttpMethod s_list = new("LIST");

    private readonly VaultOptions _options;
    private readonly VaultClient _vault;
    private readonly TimeProvider _time;

    /// <param name="options">The server; validated.</param>
    /// <param name="handler">The connections to it; disposed of with the store.</param>
    /// <param name="time">The clock.</param>
    public VaultCredentialStore(VaultOptions options, SocketsHttpHandler handler, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _time = time;
        _vault = new VaultClient(options, handler, time);
    }

    public ValueTask<Credential?> GetAsync(CredentialName name, CancellationToken cancellationToken) => ReadAsync(name, string.Empty, cancellationToken);

    public ValueTask<Credential?> GetVersionAsync(CredentialName name, int version, CancellationToken cancellationToken) =>
        version > 0 ? ReadAsync(name, $"?version={version}", cancellationToken) : new((Credential?)null);

    public async ValueTask<CredentialInfo> SetAsync(CredentialName name, string secret, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        var body = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal) { ["data"] = new(StringComparer.Ordinal) { [_options.Field] = secret } };
        var answer = await SendAsync(HttpMethod.Post, Path("data", name), JsonSerializer.SerializeToUtf8Bytes(body, VaultJson.Default.DictionaryStringDictionaryStringString), cancellationToken);
        var version = VaultParser.Read(answer?.Content ?? throw NoEngine(), VaultJson.Default.AnswerVersion).Data ?? throw VaultParser.NoAnswer();
        return new CredentialInfo(name, version.Number, version.CreatedTime);
    }

    public async ValueTask<bool> DeleteAsync(CredentialName name, CancellationToken cancellationToken)
    {
        var versions = await ListVersionsAsync(name, cancellationToken);
        if (versions.Count == 0 || versions[^1].IsDeleted)
        {
            return false;
        }

        await ChangeVersionsAsync("delete", name, versions.Where(static info => !info.IsDeleted), cancellationToken);
        return true;
    }

    public async ValueTask<bool> RecoverAsync(CredentialName name, CancellationToken cancellationToken)
    {
        var versions = await ListVersionsAsync(name, cancellationToken);
        if (versions.Count == 0 || !versions[^1].IsDeleted)
        {
            return false;
        }

        await ChangeVersionsAsync("undelete", name, versions.Where(static info => info.IsDeleted), cancellationToken);
        return true;
    }

    public async ValueTask<IReadOnlyList<CredentialInfo>> ListAsync(string @namespace, CancellationToken cancellationToken)
    {
        var found = new List<CredentialInfo>();
        foreach (var key in await KeysAsync(@namespace, cancellationToken))
        {
            // What is no name of ours, a folder say, is another's.
            var name = new CredentialName(@namespace, key);
            if (CredentialName.IsSegment(key) && await ListVersionsAsync(name, cancellationToken) is { Count: > 0 } versions && !versions[^1].IsDeleted)
            {
                found.Add(versions[^1]);
            }
        }

        return [.. found.OrderBy(static info => info.Name.Name, StringComparer.Ordinal)];
    }

    public async ValueTask<IReadOnlyList<CredentialInfo>> ListVersionsAsync(CredentialName name, CancellationToken cancellationToken) =>
        await SendAsync(HttpMethod.Get, Path("metadata", name), body: null, cancellationToken) is { } answer ? VaultParser.Versions(answer, name) : [];

    public async ValueTask<IReadOnlyList<string>> ListNamespacesAsync(CancellationToken cancellationToken)
    {
        var namespaces = new List<string>();
        foreach (var key in await KeysAsync(@namespace: null, cancellationToken))
        {
            var name = key.TrimEnd('/');
            if (key.EndsWith('/') && CredentialName.IsSegment(name) && (await ListAsync(name, cancellationToken)).Count > 0)
            {
                namespaces.Add(name);
            }
        }

        return [.. namespaces.Order(StringComparer.Ordinal)];
    }

    /// <summary>Looks that the server is open and takes the token; whether its policy lists the engine as well is no matter here.</summary>
    public async ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        if ((await _vault.HealthAsync(cancellationToken)).Sealed)
        {
            throw new VaultRequestException("Vault is sealed.");
        }

        try
        {
            await KeysAsync(@namespace: null, cancellationToken);
        }
        catch (CredentialRefusedException)
        {
            if (!await _vault.IsAdmittedAsync(cancellationToken))
            {
                throw;
            }
        }
    }

    public ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checks);
        return new VaultExam(_options, _vault, _time, token => KeysAsync(@namespace: null, token)).RunAsync(checks, cancellationToken);
    }

    public void Dispose() => _vault.Dispose();

    private async ValueTask<Credential?> ReadAsync(CredentialName name, string query, CancellationToken cancellationToken) =>
        await SendAsync(HttpMethod.Get, Path("data", name) + query, body: null, cancellationToken) is { } answer
        && VaultParser.Secret(answer.Content, _options.Field) is { } found
            ? new Credential(new CredentialInfo(name, found.Version.Number, found.Version.CreatedTime), found.Secret)
            : null;

    private async Task ChangeVersionsAsync(string verb, CredentialName name, IEnumerable<CredentialInfo> versions, CancellationToken cancellationToken)
    {
        var body = new Dictionary<string, int[]>(StringComparer.Ordinal) { ["versions"] = [.. versions.Select(static info => info.Version)] };
        await SendAsync(HttpMethod.Post, Path(verb, name), JsonSerializer.SerializeToUtf8Bytes(body, VaultJson.Default.DictionaryStringInt32Array), cancellationToken);
    }

    private async Task<IReadOnlyList<string>> KeysAsync(string? @namespace, CancellationToken cancellationToken) =>
        await SendAsync(s_list, Path("metadata", @namespace), body: null, cancellationToken) is { } answer
            ? VaultParser.Read(answer.Content, VaultJson.Default.AnswerKeys).Data?.Names ?? throw VaultParser.NoAnswer()
            : [];

    private Task<VaultReply?> SendAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellationToken) =>
        _vault.SendAsync(method, path, body, cancellationToken);

    private string Path(string verb, CredentialName name)
    {
        CredentialName.Check(name);
        return $"{Path(verb, name.Namespace)}/{name.Name}";
    }

    private string Path(string verb, string? @namespace) =>
        string.Join('/', new[] { _options.Mount.Trim('/'), verb, _options.Prefix?.Trim('/'), @namespace }.Where(static part => !string.IsNullOrEmpty(part)));

    private VaultRequestException NoEngine() => new($"Vault has no KV engine at {_options.Mount}: see Layers:Credentials:vault:Mount.");
}
