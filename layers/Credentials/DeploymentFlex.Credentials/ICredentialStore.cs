namespace DeploymentFlex.Credentials;

/// <summary>Secrets under a namespace and a name, with a version that grows by one at each change.</summary>
public interface ICredentialStore
{
    /// <summary>The current version, or null when there is none.</summary>
    ValueTask<Credential?> GetAsync(CredentialName name, CancellationToken cancellationToken);

    /// <summary>Sets a new version; durable when it returns.</summary>
    ValueTask<CredentialInfo> SetAsync(CredentialName name, string secret, CancellationToken cancellationToken);

    /// <summary>Deletes the credential and says whether it was there.</summary>
    ValueTask<bool> DeleteAsync(CredentialName name, CancellationToken cancellationToken);

    /// <summary>What there is in a namespace, by name, without the secrets.</summary>
    ValueTask<IReadOnlyList<CredentialInfo>> ListAsync(string @namespace, CancellationToken cancellationToken);
}
