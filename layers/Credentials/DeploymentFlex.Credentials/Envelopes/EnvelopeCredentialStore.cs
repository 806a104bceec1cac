using DeploymentFlex.Layers.Providers;

namespace DeploymentFlex.Credentials.Envelopes;

/// <summary>Credentials that this process encrypts, wherever the records are kept.</summary>
public abstract class EnvelopeCredentialStore(ISealedRecords records, Envelope envelope, EnvelopeOptions options, TimeProvider time)
    : ICredentialStore, IKeyRotation, IProbed
{
    public async ValueTask<Credential?> GetAsync(CredentialName name, CancellationToken cancellationToken)
    {
        CredentialName.Check(name);
        var set = await records.ReadAsync(RecordFilter.Of(name), cancellationToken);
        return await OpenAsync(set, set.Newest.SingleOrDefault(), cancellationToken);
    }

    public async ValueTask<Credential?> GetVersionAsync(CredentialName name, int version, CancellationToken cancellationToken)
    {
        CredentialName.Check(name);
        var set = await records.ReadAsync(RecordFilter.Of(name), cancellationToken);
        return await OpenAsync(set, set.Records.Find(record => record.Version == version), cancellationToken);
    }

    public ValueTask<CredentialInfo> SetAsync(CredentialName name, string secret, CancellationToken cancellationToken)
    {
        CredentialName.Check(name);
        ArgumentException.ThrowIfNullOrEmpty(secret);
        return records.ChangeAsync(
            RecordFilter.Of(name),
            async (set, token) =>
            {
                var info = new CredentialInfo(name, (set.Newest.SingleOrDefault()?.Version ?? 0) + 1, time.GetUtcNow());
                set.Records.Add(await envelope.SealAsync(await envelope.CurrentKeyAsync(set, token), info, secret, token));
                set.Records.RemoveAll(record => record.Version <= info.Version - options.KeepVersions || IsOver(record));
                return info;
            },
            cancellationToken);
    }

    public ValueTask<bool> DeleteAsync(CredentialName name, CancellationToken cancellationToken)
    {
        CredentialName.Check(name);
        return records.ChangeAsync(
            RecordFilter.Of(name),
            (set, _) =>
            {
                var isThere = set.Newest.SingleOrDefault() is { DeletedAt: null };
                if (isThere)
                {
                    set.Records.ForEach(record => record.DeletedAt ??= time.GetUtcNow());
                }

                return new ValueTask<bool>(isThere);
            },
            cancellationToken);
    }

    public ValueTask<bool> RecoverAsync(CredentialName name, CancellationToken cancellationToken)
    {
        CredentialName.Check(name);
        return records.ChangeAsync(
            RecordFilter.Of(name),
            (set, _) =>
            {
                var isDeleted = set.Newest.SingleOrDefault() is { DeletedAt: not null } newest && !IsOver(newest);
                if (isDeleted)
                {
                    set.Records.ForEach(static record => record.DeletedAt = null);
                }

                return new ValueTask<bool>(isDeleted);
            },
            cancellationToken);
    }

    public async ValueTask<IReadOnlyList<CredentialInfo>> ListAsync(string @namespace, CancellationToken cancellationToken) =>
        [.. (await records.ReadAsync(new RecordFilter(@namespace, Name: null), cancellationToken)).Newest
            .Where(static record => record.DeletedAt is null)
            .Select(static record => record.Info)
            .OrderBy(static info => info.Name.Name, StringComparer.Ordinal)];

    public async ValueTask<IReadOnlyList<CredentialInfo>> ListVersionsAsync(CredentialName name, CancellationToken cancellationToken)
    {
        CredentialName.Check(name);
        var set = await records.ReadAsync(RecordFilter.Of(name), cancellationToken);
        return [.. set.Records.Where(record => !IsOver(record)).OrderBy(static record => record.Version).Select(static record => record.Info)];
    }

    public async ValueTask<IReadOnlyList<string>> ListNamespacesAsync(CancellationToken cancellationToken) =>
        [.. (await records.ReadAsync(RecordFilter.All, cancellationToken)).Newest
            .Where(static record => record.DeletedAt is null)
            .Select(static record => record.Namespace)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];

    public ValueTask<int> RotateAsync(CancellationToken cancellationToken) =>
        records.ChangeAsync(
            RecordFilter.All,
            async (set, token) =>
            {
                set.Records.RemoveAll(IsOver);
                var key = await envelope.CreateKeyAsync(token);
                foreach (var record in set.Records)
                {
                    var info = record.Info;
                    record.Sealed = (await envelope.SealAsync(key, info, await envelope.OpenAsync(set, record, token), token)).Sealed;
                    record.KeyId = key.Id;
                }

                set.Keys.Clear();
                set.Keys.Add(key);
                return set.Records.Count;
            },
            cancellationToken);

    public ValueTask<int> RewrapAsync(CancellationToken cancellationToken) =>
        records.ChangeAsync(
            RecordFilter.All,
            async (set, token) =>
            {
                foreach (var key in set.Keys)
                {
                    await envelope.RewrapAsync(key, token);
                }

                return set.Keys.Count;
            },
            cancellationToken);

    /// <summary>Reads the data keys, and looks that the master key opens the one in use.</summary>
    public async ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        var set = await records.ReadAsync(new RecordFilter(string.Empty, string.Empty), cancellationToken);
        if (set.CurrentKey is { } key)
        {
            await envelope.SignAsync(key, [], cancellationToken);
        }
    }

    private async ValueTask<Credential?> OpenAsync(SealedSet set, SealedRecord? record, CancellationToken cancellationToken) =>
        record is { DeletedAt: null } ? new Credential(record.Info, await envelope.OpenAsync(set, record, cancellationToken)) : null;

    private bool IsOver(SealedRecord record) => record.DeletedAt is { } deleted && time.GetUtcNow() - deleted > options.RecoverableFor;
}
