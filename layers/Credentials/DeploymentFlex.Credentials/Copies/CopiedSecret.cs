namespace DeploymentFlex.Credentials.Copies;

/// <summary>What the copy holds of a credential, encrypted as a whole.</summary>
/// <param name="Secret">The secret; null where the provider has none any more.</param>
/// <param name="Version">Its version at the provider.</param>
/// <param name="CreatedAt">When that was set.</param>
/// <param name="AsOf">When the provider last said so.</param>
internal sealed record CopiedSecret(string? Secret, int Version, DateTimeOffset CreatedAt, DateTimeOffset AsOf);
