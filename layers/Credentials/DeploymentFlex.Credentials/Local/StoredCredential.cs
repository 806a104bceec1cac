namespace DeploymentFlex.Credentials.Local;

/// <summary>One credential in the file. The cipher text is AES-256-GCM: nonce (12 bytes), cipher, tag (16 bytes).</summary>
internal sealed record StoredCredential(
    string Namespace, string Name, int Version, DateTimeOffset CreatedAt, string KeyId, byte[] Sealed);
