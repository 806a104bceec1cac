using System.Text.Json;
using System.Text.RegularExpressions;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Disk;
using DeploymentFlex.Layers.Providers;

namespace DeploymentFlex.Credentials.Local;

/// <summary>
/// Credentials in one file, each sealed by <see cref="MasterKey"/>. The file is read at each call, so that a change by
/// another process of this machine is seen; writers exclude each other with a lock file.
/// </summary>
public sealed partial class LocalCredentialStore : ICredentialStore, IProbed, IChecked, IDisposable
{
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly Lazy<MasterKey> _key;

    /// <param name="folder">The folder of the file.</param>
    /// <param name="keyFile">The file of the master key; <c>master.key</c> in the folder when null.</param>
    /// <param name="time">The clock.</param>
    public LocalCredentialStore(string folder, string? keyFile, TimeProvider time)
    {
        _path = Path.Combine(folder, "credentials.json");
        _time = time;
        _key = new Lazy<MasterKey>(() => MasterKey.LoadOrCreate(keyFile ?? Path.Combine(folder, "master.key")));
    }

    public async ValueTask<Credential?> GetAsync(CredentialName name, CancellationToken cancellationToken)
    {
        Check(name);
        var stored = (await ReadAsync(cancellationToken)).FirstOrDefault(item => NameOf(item) == name);
        return stored is null ? null : new Credential(InfoOf(stored), _key.Value.Open(InfoOf(stored), stored));
    }

    public async ValueTask<CredentialInfo> SetAsync(CredentialName name, string secret, CancellationToken cancellationToken)
    {
        Check(name);
        ArgumentNullException.ThrowIfNull(secret);
        using var exclusive = await LockAsync(cancellationToken);
        var all = await ReadAsync(cancellationToken);
        var version = (all.FirstOrDefault(item => NameOf(item) == name)?.Version ?? 0) + 1;
        var info = new CredentialInfo(name, version, _time.GetUtcNow());
        var stored = new StoredCredential(
            name.Namespace, name.Name, version, info.CreatedAt, _key.Value.Id, _key.Value.Seal(info, secret));
        Save([.. all.Where(item => NameOf(item) != name), stored]);
        return info;
    }

    public async ValueTask<bool> DeleteAsync(CredentialName name, CancellationToken cancellationToken)
    {
        Check(name);
        using var exclusive = await LockAsync(cancellationToken);
        var all = await ReadAsync(cancellationToken);
        var left = all.Where(item => NameOf(item) != name).ToList();
        if (left.Count == all.Count)
        {
            return false;
        }

        Save(left);
        return true;
    }

    public async ValueTask<IReadOnlyList<CredentialInfo>> ListAsync(string @namespace, CancellationToken cancellationToken) =>
        [.. (await ReadAsync(cancellationToken))
            .Where(item => item.Namespace == @namespace)
            .Select(InfoOf)
            .OrderBy(static info => info.Name.Name, StringComparer.Ordinal)];

    public async ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        _ = _key.Value;
        await ReadAsync(cancellationToken);
    }

    public async ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checks);
        await DiskFolder.CheckAsync(checks, Path.GetDirectoryName(_path)!, "Layers:Credentials:local:Path", cancellationToken);

        // The key is made by the first start; a doctor makes none.
        if (File.Exists(_path))
        {
            await checks.RunAsync(
                CheckNames.Credentials,
                "Restore the file, or the key of Layers:Credentials:local:KeyFile that it was made with.",
                async token =>
                {
                    var all = await ReadAsync(token);
                    _ = all.Count == 0 ? null : _key.Value.Open(InfoOf(all[0]), all[0]);
                    return $"{all.Count} in {_path}";
                },
                cancellationToken);
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        if (_key.IsValueCreated)
        {
            _key.Value.Dispose();
        }
    }

    private async ValueTask<IReadOnlyList<StoredCredential>> ReadAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(_path))
        {
            return [];
        }

        try
        {
            var bytes = await File.ReadAllBytesAsync(_path, cancellationToken);
            var file = JsonSerializer.Deserialize(bytes, CredentialFileJson.Default.CredentialFile);
            return file switch
            {
                { Format: CredentialFile.CurrentFormat, Credentials: not null } => file.Credentials,
                { Format: > CredentialFile.CurrentFormat } => throw new CredentialFileException(
                    $"The credential file '{_path}' has format {file.Format}; this version reads up to {CredentialFile.CurrentFormat}."),
                _ => throw new CredentialFileException($"The credential file '{_path}' is not one."),
            };
        }
        catch (JsonException error)
        {
            throw new CredentialFileException($"The credential file '{_path}' is damaged: {error.Message}", error);
        }
    }

    private void Save(IEnumerable<StoredCredential> credentials)
    {
        var sorted = credentials
            .OrderBy(static item => item.Namespace, StringComparer.Ordinal)
            .ThenBy(static item => item.Name, StringComparer.Ordinal)
            .ToList();
        OwnerOnlyFile.Write(
            _path,
            JsonSerializer.SerializeToUtf8Bytes(new CredentialFile(CredentialFile.CurrentFormat, sorted), CredentialFileJson.Default.CredentialFile),
            overwrite: true);
    }

    private async ValueTask<IDisposable> LockAsync(CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken);
        try
        {
            return new WriterLock(_writer, await FileLock.AcquireAsync(_path + ".lock", _time, cancellationToken));
        }
        catch
        {
            _writer.Release();
            throw;
        }
    }

    private static CredentialName NameOf(StoredCredential stored) => new(stored.Namespace, stored.Name);

    private static CredentialInfo InfoOf(StoredCredential stored) => new(NameOf(stored), stored.Version, stored.CreatedAt);

    private static void Check(CredentialName name)
    {
        if (!Segment().IsMatch(name.Namespace ?? string.Empty) || !Segment().IsMatch(name.Name ?? string.Empty))
        {
            throw new ArgumentException(
                $"'{name}' is not the name of a credential: namespace and name are 1 to 100 of A-Z, a-z, 0-9, '.', '_' and '-'.", nameof(name));
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,100}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Segment();

    private sealed class WriterLock(SemaphoreSlim writer, IDisposable file) : IDisposable
    {
        public void Dispose()
        {
            file.Dispose();
            writer.Release();
        }
    }
}
