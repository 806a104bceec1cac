using System.Security.Cryptography;
using System.Text;

namespace DeploymentFlex.Credentials.Envelopes;

/// <summary>
/// Master keys as text: one or several of 32 bytes as base64, with white space or commas between. The first is the current
/// one, the others only unwrap; so a key is changed by putting the new one first. The text is read again when a key is
/// asked for that is not known.
/// </summary>
/// <param name="read">Reads the text, for the first time when a key is needed.</param>
/// <param name="source">What errors call it: a file's path, or a variable's name.</param>
public sealed class RawMasterKeys(Func<string> read, string source) : IMasterKey
{
    private static readonly char[] s_between = [' ', '\t', '\r', '\n', ','];

    private volatile List<(string Id, byte[] Key)>? _keys;

    /// <summary>Names the key that new data keys are wrapped under, without telling it.</summary>
    /// <exception cref="CredentialIntegrityException">The text holds no keys.</exception>
    public string CurrentId => Keys[0].Id;

    private List<(string Id, byte[] Key)> Keys => _keys ??= Read();

    public ValueTask<WrappedKey> WrapAsync(byte[] dataKey, string context, CancellationToken cancellationToken)
    {
        var keys = _keys = Read();
        return new(new WrappedKey(keys[0].Id, Aes256.Seal(keys[0].Key, dataKey, Encoding.UTF8.GetBytes(context))));
    }

    public ValueTask<byte[]> UnwrapAsync(string id, byte[] wrapped, string context, CancellationToken cancellationToken)
    {
        if (Find(id) is null)
        {
            _keys = Read();
        }

        var key = Find(id) ?? throw new CredentialIntegrityException(
            $"It was encrypted under the master key {id}; {source} holds {string.Join(", ", Keys.Select(static key => key.Id))}.");
        return new(Aes256.TryOpen(key, wrapped, Encoding.UTF8.GetBytes(context))
            ?? throw new CredentialIntegrityException($"A data key is damaged, or belongs elsewhere: the master key {id} does not open it."));
    }

    private byte[]? Find(string id) => Keys.FirstOrDefault(key => key.Id == id).Key;

    private List<(string Id, byte[] Key)> Read()
    {
        var keys = new List<(string Id, byte[] Key)>();
        foreach (var text in read().Split(s_between, StringSplitOptions.RemoveEmptyEntries))
        {
            var key = new byte[Aes256.KeySize];
            if (!Convert.TryFromBase64String(text, key, out var length) || length != Aes256.KeySize)
            {
                throw NoKeys();
            }

            keys.Add((Convert.ToHexStringLower(SHA256.HashData([.. "deploymentflex key id"u8, .. key]))[..16], key));
        }

        return keys.Count > 0 ? keys : throw NoKeys();
    }

    private CredentialIntegrityException NoKeys() =>
        new($"{source} must hold {Aes256.KeySize} random bytes as base64, as 'openssl rand -base64 {Aes256.KeySize}' makes them, or several of these, the current one first.");
}
