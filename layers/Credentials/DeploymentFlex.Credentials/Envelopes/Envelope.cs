using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace DeploymentFlex.Credentials.Envelopes;

/// <summary>
/// The one way in which this layer encrypts: a secret under a data key, the data key under a master key, AES-256-GCM both.
/// The tenant, the data key's id, namespace, name, version and time are associated data, so that a sealed secret opens as
/// what it was sealed as and as nothing else.
/// </summary>
public sealed class Envelope(IMasterKey master, string tenant, TimeProvider time)
{
    // Unwrapped once; there are as many as there were rotations since the start.
    private readonly ConcurrentDictionary<string, byte[]> _keys = new(StringComparer.Ordinal);

    /// <summary>The key for what is new; made, and added to the set, when there is none.</summary>
    internal async ValueTask<DataKey> CurrentKeyAsync(SealedSet set, CancellationToken cancellationToken)
    {
        if (set.CurrentKey is { } current)
        {
            return current;
        }

        var made = await CreateKeyAsync(cancellationToken);
        set.Keys.Add(made);
        return made;
    }

    internal async ValueTask<DataKey> CreateKeyAsync(CancellationToken cancellationToken)
    {
        var plain = RandomNumberGenerator.GetBytes(Aes256.KeySize);
        var id = RandomNumberGenerator.GetHexString(16, lowercase: true);
        var wrapped = await master.WrapAsync(plain, ContextOf(id), cancellationToken);
        _keys[id] = plain;
        return new DataKey { Id = id, MasterKeyId = wrapped.MasterKeyId, Wrapped = wrapped.Data, CreatedAt = time.GetUtcNow() };
    }

    /// <summary>Wraps a data key under the master key that is the current one now.</summary>
    internal async ValueTask RewrapAsync(DataKey key, CancellationToken cancellationToken)
    {
        var plain = await master.UnwrapAsync(key.MasterKeyId, key.Wrapped, ContextOf(key.Id), cancellationToken);
        (key.MasterKeyId, key.Wrapped) = await master.WrapAsync(plain, ContextOf(key.Id), cancellationToken);
    }

    internal async ValueTask<SealedRecord> SealAsync(DataKey key, CredentialInfo info, string secret, CancellationToken cancellationToken)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var data = Aes256.Seal(await UnwrapAsync(key, cancellationToken), plain, AssociatedData(info, key.Id));
        CryptographicOperations.ZeroMemory(plain);
        return new SealedRecord
        {
            Namespace = info.Name.Namespace,
            Name = info.Name.Name,
            Version = info.Version,
            CreatedAt = info.CreatedAt,
            KeyId = key.Id,
            Sealed = data,
        };
    }

    /// <exception cref="CredentialIntegrityException">It was sealed with another key, as another credential, or is damaged.</exception>
    internal async ValueTask<string> OpenAsync(SealedSet set, SealedRecord record, CancellationToken cancellationToken)
    {
        var info = record.Info;
        var key = set.Keys.Find(key => key.Id == record.KeyId) ?? throw new CredentialIntegrityException(
            $"{info.Name} was encrypted with the data key {record.KeyId}, which is not there.");
        var plain = Aes256.TryOpen(await UnwrapAsync(key, cancellationToken), record.Sealed, AssociatedData(info, key.Id))
            ?? throw new CredentialIntegrityException($"{info.Name} is damaged, or was moved there from elsewhere; nothing of it is used.");
        var secret = Encoding.UTF8.GetString(plain);
        CryptographicOperations.ZeroMemory(plain);
        return secret;
    }

    /// <summary>A seal on what is not secret: a tag under a data key.</summary>
    internal async ValueTask<byte[]> SignAsync(DataKey key, byte[] content, CancellationToken cancellationToken) =>
        Aes256.Seal(await UnwrapAsync(key, cancellationToken), [], content);

    internal async ValueTask<bool> HasSignedAsync(DataKey key, byte[] content, byte[] seal, CancellationToken cancellationToken) =>
        Aes256.TryOpen(await UnwrapAsync(key, cancellationToken), seal, content) is { Length: 0 };

    private async ValueTask<byte[]> UnwrapAsync(DataKey key, CancellationToken cancellationToken)
    {
        if (_keys.TryGetValue(key.Id, out var known))
        {
            return known;
        }

        var plain = await master.UnwrapAsync(key.MasterKeyId, key.Wrapped, ContextOf(key.Id), cancellationToken);
        return plain.Length == Aes256.KeySize
            ? _keys[key.Id] = plain
            : throw new CredentialIntegrityException($"What the master key {key.MasterKeyId} opens as the data key {key.Id} is no key.");
    }

    // Lengths keep "a" + "bc" and "ab" + "c" apart.
    private byte[] AssociatedData(CredentialInfo info, string keyId) => Encoding.UTF8.GetBytes(
        $"secret|{tenant.Length}:{tenant}|{keyId}|{info.Name.Namespace.Length}:{info.Name.Namespace}|{info.Name.Name.Length}:{info.Name.Name}|{info.Version}|{info.CreatedAt.UtcTicks}");

    private string ContextOf(string keyId) => $"data key|{tenant.Length}:{tenant}|{keyId}";
}
