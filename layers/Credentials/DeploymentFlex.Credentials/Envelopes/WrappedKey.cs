namespace DeploymentFlex.Credentials.Envelopes;

/// <summary>A data key under a master key.</summary>
/// <param name="MasterKeyId">The master key that it is under, by a name that always means this one.</param>
/// <param name="Data">The data key, wrapped.</param>
public readonly record struct WrappedKey(string MasterKeyId, byte[] Data);
