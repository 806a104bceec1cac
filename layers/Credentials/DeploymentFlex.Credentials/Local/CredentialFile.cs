namespace DeploymentFlex.Credentials.Local;

/// <summary>The file as it is written.</summary>
/// <param name="Format">The version of the format; a newer one is refused.</param>
/// <param name="Credentials">The credentials, by namespace and name.</param>
internal sealed record CredentialFile(int Format, IReadOnlyList<StoredCredential> Credentials)
{
    public const int CurrentFormat = 1;
}
