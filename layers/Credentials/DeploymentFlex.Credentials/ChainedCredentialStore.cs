using DeploymentFlex.Credentials.Caching;
using DeploymentFlex.Credentials.Copies;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Chains;

namespace DeploymentFlex.Credentials;

/// <summary>
/// Reads come from memory, else from the first provider that answers, else from the local copy. Changes, lists and versions by
/// their number are the primary's or nobody's: another provider counts its versions by itself, and holds other names.
/// </summary>
internal sealed class ChainedCredentialStore : ICredentialStore, IDisposable
{
    private const string CopyName = "copy";

    private readonly ProviderChain<ICredentialStore> _chain;
    private readonly CredentialMemory _memory;
    private readonly CredentialCopy? _copy;
    private readonly TimeProvider _time;

    public ChainedCredentialStore(ProviderChain<ICredentialStore> chain, CredentialMemory memory, CredentialCopy? copy, TimeProvider time)
    {
        _chain = chain;
        _memory = memory;
        _copy = copy;
        _time = time;
        if (copy is not null)
        {
            chain.StandIn = CopyName;
            chain.StartsWithStandIn = copy.HoldsAnyAsync;
        }
    }

    public ValueTask<Credential?> GetAsync(CredentialName name, CancellationToken cancellationToken) =>
        _memory.Find(name) is { } known ? new(known) : AskAsync(name, cancellationToken);

    public async ValueTask<Credential?> GetVersionAsync(CredentialName name, int version, CancellationToken cancellationToken) =>
        (await _chain.OnPrimaryAsync(
            static (store, asked, token) => store.GetVersionAsync(asked.Name, asked.Version, token),
            (Name: name, Version: version),
            cancellationToken)).GetResultOrThrow();

    public async ValueTask<CredentialInfo> SetAsync(CredentialName name, string secret, CancellationToken cancellationToken)
    {
        var (asked, forgotten) = (_time.GetUtcNow(), _memory.Forgotten);
        var info = await ChangeAsync(
            static (store, entry, token) => store.SetAsync(entry.Name, entry.Secret, token), (Name: name, Secret: secret), name, cancellationToken);

        // This change itself forgot once.
        await KeepAsync(new Credential(info, secret), asked, forgotten + 1, cancellationToken);
        return info;
    }

    public async ValueTask<bool> DeleteAsync(CredentialName name, CancellationToken cancellationToken)
    {
        var deleted = await ChangeAsync(static (store, name, token) => store.DeleteAsync(name, token), name, name, cancellationToken);
        await (_copy?.DeletedAsync(name, cancellationToken) ?? default);
        return deleted;
    }

    public ValueTask<bool> RecoverAsync(CredentialName name, CancellationToken cancellationToken) =>
        ChangeAsync(static (store, name, token) => store.RecoverAsync(name, token), name, name, cancellationToken);

    public async ValueTask<IReadOnlyList<CredentialInfo>> ListAsync(string @namespace, CancellationToken cancellationToken) =>
        (await _chain.OnPrimaryAsync(
            static (store, @namespace, token) => store.ListAsync(@namespace, token), @namespace, cancellationToken)).GetResultOrThrow();

    public async ValueTask<IReadOnlyList<CredentialInfo>> ListVersionsAsync(CredentialName name, CancellationToken cancellationToken) =>
        (await _chain.OnPrimaryAsync(
            static (store, name, token) => store.ListVersionsAsync(name, token), name, cancellationToken)).GetResultOrThrow();

    public async ValueTask<IReadOnlyList<string>> ListNamespacesAsync(CancellationToken cancellationToken) =>
        (await _chain.OnPrimaryAsync(
            static (store, _, token) => store.ListNamespacesAsync(token), 0, cancellationToken)).GetResultOrThrow();

    public void Dispose() => _copy?.Dispose();

    private async ValueTask<Credential?> AskAsync(CredentialName name, CancellationToken cancellationToken)
    {
        var (asked, forgotten) = (_time.GetUtcNow(), _memory.Forgotten);
        var outcome = await _chain.WithFallbackAsync(static (store, name, token) => store.GetAsync(name, token), name, cancellationToken);
        if (outcome.Failure is LayerUnavailableException failure)
        {
            return await LastKnownAsync(name, failure, cancellationToken);
        }

        if (outcome.IsFallback)
        {
            // That a fallback does not hold it, or not for this process, does not mean that there is none.
            return outcome is { IsSuccess: true } && outcome.GetResultOrThrow() is { } other
                ? other
                : await LastKnownAsync(name, Missing(name, outcome.Provider), cancellationToken);
        }

        if (outcome.Failure is CredentialRefusedException)
        {
            await (_copy?.ForgetAsync(name, cancellationToken) ?? default);
        }

        var found = outcome.GetResultOrThrow();
        if (found is not null)
        {
            await KeepAsync(found, asked, forgotten, cancellationToken);
        }
        else
        {
            await (_copy?.ForgetAsync(name, cancellationToken) ?? default);
        }

        return found;
    }

    private async ValueTask<Credential?> LastKnownAsync(CredentialName name, LayerUnavailableException failure, CancellationToken cancellationToken)
    {
        if (_chain.IsRefused)
        {
            throw new CredentialRefusedException($"{_chain.Links[0].Name} answers, and refuses: {_chain.Links[0].LastError?.Message}", failure);
        }

        if (_copy is null)
        {
            throw failure;
        }

        var known = await _copy.FindAsync(name, failure, cancellationToken);
        Degradation.Note(_chain.DisplayName, CopyName);
        return known;
    }

    private async ValueTask KeepAsync(Credential found, DateTimeOffset asked, long forgotten, CancellationToken cancellationToken)
    {
        _memory.Set(found, forgotten);
        if (_copy is not null)
        {
            await _copy.RememberAsync(found, asked, cancellationToken);
        }
    }

    private async ValueTask<TResult> ChangeAsync<TState, TResult>(
        Func<ICredentialStore, TState, CancellationToken, ValueTask<TResult>> change, TState state, CredentialName name, CancellationToken cancellationToken)
    {
        try
        {
            return (await _chain.OnPrimaryAsync(change, state, cancellationToken)).GetResultOrThrow();
        }
        finally
        {
            // Also when it failed: it may have been done.
            _memory.Forget(name);
        }
    }

    private LayerUnavailableException Missing(CredentialName name, string? provider) => new(
        _chain.Layer, $"The layer {_chain.DisplayName} is not available: {_chain.Links[0].Name} did not answer, and {provider} does not hold {name}.", _chain.Options.Circuit.ProbeInterval);
}
