using System.Security.Cryptography;

namespace DeploymentFlex.Files.Local;

/// <summary>
/// The SHA-256 of a stored file, kept in an extended attribute: with the file at every moment, and the file stays
/// just its content. Where the file system keeps none, or a copy lost it, the content is read again.
/// </summary>
internal static class ContentHash
{
    private const string Attribute = "user.deploymentflex.sha256";

    /// <summary>The hash that is kept with the file, in lower-case hex, or null.</summary>
    public static string? Kept(string path)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        return Posix.TryGetAttribute(path, Attribute, hash) ? Convert.ToHexStringLower(hash) : null;
    }

    /// <summary>Keeps the hash with the file where that is possible.</summary>
    public static void Keep(string path, ReadOnlySpan<byte> hash) => _ = Posix.TrySetAttribute(path, Attribute, hash);

    /// <summary>Computes the hash from the content, and keeps it for the next time.</summary>
    public static async ValueTask<string> ComputeAsync(string path, CancellationToken cancellationToken)
    {
        await using var content = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
        var hash = await SHA256.HashDataAsync(content, cancellationToken);
        Keep(path, hash);
        return Convert.ToHexStringLower(hash);
    }
}
