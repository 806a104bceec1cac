namespace DeploymentFlex.Credentials;

/// <summary>A credential with its secret. Its text shows the name and the version alone.</summary>
public sealed class Credential(CredentialInfo info, string secret)
{
    public CredentialInfo Info { get; } = info;

    /// <summary>The secret itself. Never log it.</summary>
    public string Secret { get; } = secret;

    public override string ToString() => $"{Info.Name} version {Info.Version}";
}
