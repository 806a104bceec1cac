using DeploymentFlex.Layers.Chains;

namespace DeploymentFlex.Credentials;

/// <summary>Reads go to the next provider that answers; changes are made by the primary or refused.</summary>
internal sealed class ChainedCredentialStore(ProviderChain<ICredentialStore> chain) : ICredentialStore
{
    public async ValueTask<Credential?> GetAsync(CredentialName name, CancellationToken cancellationToken) =>
        (await chain.WithFallbackAsync(
            static (store, name, token) => store.GetAsync(name, token), name, cancellationToken)).GetResultOrThrow();

    public async ValueTask<CredentialInfo> SetAsync(CredentialName name, string secret, CancellationToken cancellationToken) =>
        (await chain.OnPrimaryAsync(
            static (store, entry, token) => store.SetAsync(entry.Name, entry.Secret, token),
            (Name: name, Secret: secret),
            cancellationToken)).GetResultOrThrow();

    public async ValueTask<bool> DeleteAsync(CredentialName name, CancellationToken cancellationToken) =>
        (await chain.OnPrimaryAsync(
            static (store, name, token) => store.DeleteAsync(name, token), name, cancellationToken)).GetResultOrThrow();

    public async ValueTask<IReadOnlyList<CredentialInfo>> ListAsync(string @namespace, CancellationToken cancellationToken) =>
        (await chain.WithFallbackAsync(
            static (store, @namespace, token) => store.ListAsync(@namespace, token), @namespace, cancellationToken)).GetResultOrThrow();
}
