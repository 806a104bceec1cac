namespace DeploymentFlex.Credentials;

/// <summary>What may be told of a credential.</summary>
public sealed record CredentialInfo(CredentialName Name, int Version, DateTimeOffset CreatedAt);
