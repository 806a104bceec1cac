namespace DeploymentFlex.Credentials;

/// <summary>
/// Secrets under a namespace and a name, with a version that grows by one at each change. What is deleted can be had back
/// for a while.
/// </summary>
/// <remarks>A name that is none is an <see cref="ArgumentException"/>, see <see cref="CredentialName.Check"/>.</remarks>
public interface ICredentialStore
{
    /// <summary>The current version, or null when there is none or it is deleted.</summary>
    ValueTask<Credential?> GetAsync(CredentialName name, CancellationToken cancellationToken);

    /// <summary>One version, or null when it was never there, is deleted, or is not kept any more.</summary>
    ValueTask<Credential?> GetVersionAsync(CredentialName name, int version, CancellationToken cancellationToken);

    /// <summary>Sets a new version, which is not empty; durable when it returns. A deleted credential is back with it.</summary>
    /// <exception cref="CredentialReadOnlyException">The provider only reads.</exception>
    ValueTask<CredentialInfo> SetAsync(CredentialName name, string secret, CancellationToken cancellationToken);

    /// <summary>Deletes the credential with all its versions, and says whether it was there.</summary>
    /// <exception cref="CredentialReadOnlyException">The provider only reads.</exception>
    ValueTask<bool> DeleteAsync(CredentialName name, CancellationToken cancellationToken);

    /// <summary>Takes a deletion back, and says whether there was one to take back.</summary>
    /// <exception cref="CredentialReadOnlyException">The provider only reads.</exception>
    ValueTask<bool> RecoverAsync(CredentialName name, CancellationToken cancellationToken);

    /// <summary>What there is in a namespace and is not deleted, by name, without the secrets.</summary>
    ValueTask<IReadOnlyList<CredentialInfo>> ListAsync(string @namespace, CancellationToken cancellationToken);

    /// <summary>The versions that are kept, the oldest first, without the secrets; those of a deleted credential say so.</summary>
    ValueTask<IReadOnlyList<CredentialInfo>> ListVersionsAsync(CredentialName name, CancellationToken cancellationToken);

    /// <summary>The namespaces that hold a credential which is not deleted, sorted.</summary>
    ValueTask<IReadOnlyList<string>> ListNamespacesAsync(CancellationToken cancellationToken);
}
