using System.Security.Cryptography;
using System.Text;
using DeploymentFlex.Layers.Disk;

namespace DeploymentFlex.Credentials.Local;

/// <summary>
/// The key that seals credentials: AES-256-GCM with a random nonce for each. The name, version and key id are
/// associated data, so that a sealed secret moved to another name does not open.
/// </summary>
internal sealed class MasterKey : IDisposable
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int KeySize = 32;

    private readonly AesGcm _aes;

    private MasterKey(byte[] key)
    {
        _aes = new AesGcm(key, TagSize);
        Id = Convert.ToHexStringLower(SHA256.HashData([.. "deploymentflex key id"u8, .. key]))[..16];
    }

    /// <summary>Names the key without telling it.</summary>
    public string Id { get; }

    /// <summary>Reads the key, or makes one where there is no file.</summary>
    /// <exception cref="CredentialFileException">The file does not hold 32 bytes as base64.</exception>
    public static MasterKey LoadOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            OwnerOnlyFile.Write(path, Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeySize))), overwrite: false);
        }

        var bytes = new byte[KeySize];
        if (!Convert.TryFromBase64String(File.ReadAllText(path).Trim(), bytes, out var length) || length != KeySize)
        {
            throw new CredentialFileException($"The key file '{path}' must hold {KeySize} bytes as base64.");
        }

        return new MasterKey(bytes);
    }

    public byte[] Seal(CredentialInfo info, string secret)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var result = new byte[NonceSize + plain.Length + TagSize];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceSize));
        _aes.Encrypt(
            result.AsSpan(0, NonceSize), plain, result.AsSpan(NonceSize, plain.Length), result.AsSpan(NonceSize + plain.Length), AssociatedData(info));
        CryptographicOperations.ZeroMemory(plain);
        return result;
    }

    /// <exception cref="CredentialFileException">It was sealed with another key, for another name or version, or is damaged.</exception>
    public string Open(CredentialInfo info, StoredCredential stored)
    {
        if (stored.KeyId != Id)
        {
            throw new CredentialFileException($"{info.Name} was encrypted with the key {stored.KeyId}; the key in use is {Id}.");
        }

        var data = stored.Sealed.AsSpan();
        if (data.Length < NonceSize + TagSize)
        {
            throw new CredentialFileException($"{info.Name} is cut short in the credential file.");
        }

        var plain = new byte[data.Length - NonceSize - TagSize];
        try
        {
            _aes.Decrypt(data[..NonceSize], data[NonceSize..^TagSize], data[^TagSize..], plain, AssociatedData(info));
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException error)
        {
            throw new CredentialFileException($"{info.Name} is damaged or was moved in the credential file; nothing of it is used.", error);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    public void Dispose() => _aes.Dispose();

    // Lengths keep "a" + "bc" and "ab" + "c" apart.
    private byte[] AssociatedData(CredentialInfo info) => Encoding.UTF8.GetBytes(
        $"1|{Id}|{info.Name.Namespace.Length}:{info.Name.Namespace}|{info.Name.Name.Length}:{info.Name.Name}|{info.Version}|{info.CreatedAt.UtcTicks}");
}
