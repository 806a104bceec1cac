namespace DeploymentFlex.Credentials;

/// <summary>A credential with its secret. Its text shows the name and the version alone.</summary>
public sealed class Credential(CredentialInfo info, string secret)
{
    public CredentialInfo Info { get; } = info;

    /// <summary>The secret itself. Never log it.</summary>
    public string Secret { get; } = secret;

    /// <summary>
    /// When the provider last said so, where this is the last known value from the local copy because the provider does not
    /// answer; null where it is the provider's own answer.
    /// </summary>
    public DateTimeOffset? AsOf { get; init; }

    public override string ToString() => $"{Info.Name} version {Info.Version}";
}
