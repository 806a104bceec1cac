using System.Security.Cryptography;

namespace DeploymentFlex.Credentials.Envelopes;

/// <summary>
/// AES-256-GCM: a random nonce of 12 bytes, the cipher text, and a tag of 16 bytes, one after the other. A random nonce is
/// good for 2^32 texts under one key (NIST SP 800-38D, 8.3); a data key never comes near.
/// </summary>
internal static class Aes256
{
    public const int KeySize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated)
    {
        var result = new byte[NonceSize + plain.Length + TagSize];
        var nonce = result.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);

        // One for each call: an instance is not for several threads.
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plain, result.AsSpan(NonceSize, plain.Length), result.AsSpan(NonceSize + plain.Length), associated);
        return result;
    }

    /// <summary>The plain text, or null when the key, the associated data or the text is another.</summary>
    public static byte[]? TryOpen(byte[] key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> associated)
    {
        if (data.Length < NonceSize + TagSize)
        {
            return null;
        }

        var plain = new byte[data.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        try
        {
            aes.Decrypt(data[..NonceSize], data[NonceSize..^TagSize], data[^TagSize..], plain, associated);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
