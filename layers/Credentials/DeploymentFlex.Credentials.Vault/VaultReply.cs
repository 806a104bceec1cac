namespace DeploymentFlex.Credentials.Vault;

/// <summary>What Vault answered, and when by its own clock.</summary>
/// <param name="Content">The body.</param>
/// <param name="At">The second in which it answered, by its own clock where it said so.</param>
internal sealed record VaultReply(byte[] Content, DateTimeOffset At);
