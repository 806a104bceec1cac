namespace DeploymentFlex.Credentials;

/// <summary>What may be told of a credential.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">The version, from 1.</param>
/// <param name="CreatedAt">When the version was set, as far as the provider knows.</param>
/// <param name="IsDeleted">Whether it is deleted and can be had back.</param>
public sealed record CredentialInfo(CredentialName Name, int Version, DateTimeOffset CreatedAt, bool IsDeleted = false);
