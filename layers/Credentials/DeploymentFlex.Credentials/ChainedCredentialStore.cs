using DeploymentFlex.Credentials.Caching;
using DeploymentFlex.Credentials.Copies;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Chains;

namespace DeploymentFlex.Credentials;

/// <summary>
/// Reads come from memory, else from the first provider that answers, else from the local copy; changes are made by the
/// primary or refused.
/// </summary>
internal sealed class ChainedCredentialStore(
    ProviderChain<ICredentialStore> chain, CredentialMemory memory, CredentialCopy? copy, TimeProvider time) : ICredentialStore, IDisposable
{
    public ValueTask<Credential?> GetAsync(CredentialName name, CancellationToken cancellationToken) =>
        memory.Find(name) is { } known ? new(known) : AskAsync(name, cancellationToken);

    public async ValueTask<Credential?> GetVersionAsync(CredentialName name, int version, CancellationToken cancellationToken) =>
        (await chain.WithFallbackAsync(
            static (store, asked, token) => store.GetVersionAsync(asked.Name, asked.Version, token),
            (Name: name, Version: version),
            cancellationToken)).GetResultOrThrow();

    public async ValueTask<CredentialInfo> SetAsync(CredentialName name, string secret, CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        var info = await ChangeAsync(
            static (store, entry, token) => store.SetAsync(entry.Name, entry.Secret, token), (Name: name, Secret: secret), name, cancellationToken);
        await KeepAsync(new Credential(info, secret), asked, cancellationToken);
        return info;
    }

    public async ValueTask<bool> DeleteAsync(CredentialName name, CancellationToken cancellationToken)
    {
        var deleted = await ChangeAsync(static (store, name, token) => store.DeleteAsync(name, token), name, name, cancellationToken);
        await (copy?.ForgetAsync(name, cancellationToken) ?? default);
        return deleted;
    }

    public ValueTask<bool> RecoverAsync(CredentialName name, CancellationToken cancellationToken) =>
        ChangeAsync(static (store, name, token) => store.RecoverAsync(name, token), name, name, cancellationToken);

    public async ValueTask<IReadOnlyList<CredentialInfo>> ListAsync(string @namespace, CancellationToken cancellationToken) =>
        (await chain.WithFallbackAsync(
            static (store, @namespace, token) => store.ListAsync(@namespace, token), @namespace, cancellationToken)).GetResultOrThrow();

    public async ValueTask<IReadOnlyList<CredentialInfo>> ListVersionsAsync(CredentialName name, CancellationToken cancellationToken) =>
        (await chain.WithFallbackAsync(
            static (store, name, token) => store.ListVersionsAsync(name, token), name, cancellationToken)).GetResultOrThrow();

    public async ValueTask<IReadOnlyList<string>> ListNamespacesAsync(CancellationToken cancellationToken) =>
        (await chain.WithFallbackAsync(
            static (store, _, token) => store.ListNamespacesAsync(token), 0, cancellationToken)).GetResultOrThrow();

    public void Dispose() => copy?.Dispose();

    private async ValueTask<Credential?> AskAsync(CredentialName name, CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        var outcome = await chain.WithFallbackAsync(static (store, name, token) => store.GetAsync(name, token), name, cancellationToken);
        if (outcome.Failure is LayerUnavailableException failure)
        {
            return await LastKnownAsync(name, failure, cancellationToken);
        }

        var found = outcome.GetResultOrThrow();
        if (outcome.IsFallback)
        {
            // That a fallback does not hold it does not mean that there is none.
            return found ?? await LastKnownAsync(name, Missing(name, outcome.Provider), cancellationToken);
        }

        if (found is not null)
        {
            await KeepAsync(found, asked, cancellationToken);
        }
        else if (copy is not null)
        {
            await copy.ForgetAsync(name, cancellationToken);
        }

        return found;
    }

    private async ValueTask<Credential?> LastKnownAsync(CredentialName name, LayerUnavailableException failure, CancellationToken cancellationToken)
    {
        if (copy is null)
        {
            throw failure;
        }

        var known = await copy.FindAsync(name, failure, cancellationToken);
        Degradation.Note(chain.DisplayName, "copy");
        return known;
    }

    private async ValueTask KeepAsync(Credential found, DateTimeOffset asked, CancellationToken cancellationToken)
    {
        memory.Set(found);
        if (copy is not null)
        {
            await copy.RememberAsync(found, asked, cancellationToken);
        }
    }

    private async ValueTask<TResult> ChangeAsync<TState, TResult>(
        Func<ICredentialStore, TState, CancellationToken, ValueTask<TResult>> change, TState state, CredentialName name, CancellationToken cancellationToken)
    {
        try
        {
            return (await chain.OnPrimaryAsync(change, state, cancellationToken)).GetResultOrThrow();
        }
        finally
        {
            // Also when it failed: it may have been done.
            memory.Forget(name);
        }
    }

    private LayerUnavailableException Missing(CredentialName name, string? provider) => new(
        chain.Layer, $"The layer {chain.DisplayName} is not available: {chain.Links[0].Name} did not answer, and {provider} does not hold {name}.", chain.Options.Circuit.ProbeInterval);
}
