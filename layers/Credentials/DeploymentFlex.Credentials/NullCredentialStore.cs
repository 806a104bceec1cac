namespace DeploymentFlex.Credentials;

/// <summary>Takes every secret and forgets it: for tests of what only sets.</summary>
public sealed class NullCredentialStore(TimeProvider time) : ICredentialStore
{
    public ValueTask<Credential?> GetAsync(CredentialName name, CancellationToken cancellationToken) => default;

    public ValueTask<Credential?> GetVersionAsync(CredentialName name, int version, CancellationToken cancellationToken) => default;

    public ValueTask<CredentialInfo> SetAsync(CredentialName name, string secret, CancellationToken cancellationToken)
    {
        CredentialName.Check(name);
        ArgumentException.ThrowIfNullOrEmpty(secret);
        return new(new CredentialInfo(name, 1, time.GetUtcNow()));
    }

    public ValueTask<bool> DeleteAsync(CredentialName name, CancellationToken cancellationToken) => default;

    public ValueTask<bool> RecoverAsync(CredentialName name, CancellationToken cancellationToken) => default;

    public ValueTask<IReadOnlyList<CredentialInfo>> ListAsync(string @namespace, CancellationToken cancellationToken) =>
        new((IReadOnlyList<CredentialInfo>)[]);

    public ValueTask<IReadOnlyList<CredentialInfo>> ListVersionsAsync(CredentialName name, CancellationToken cancellationToken) =>
        new((IReadOnlyList<CredentialInfo>)[]);

    public ValueTask<IReadOnlyList<string>> ListNamespacesAsync(CancellationToken cancellationToken) => new((IReadOnlyList<string>)[]);
}
