using DeploymentFlex.Credentials.Envelopes;
using DeploymentFlex.Data;
using Microsoft.EntityFrameworkCore;

namespace DeploymentFlex.Credentials.Database;

/// <summary>
/// Sealed records as rows. A change is one serializable transaction, so that instances never see half a rotation; those of one
/// process take turns, as they would mostly conflict over the data keys. The rows of each credential are under a seal.
/// </summary>
internal sealed class DatabaseRecords(IServiceDatabase<CredentialDbContext> database, Envelope envelope) : ISealedRecords, IDisposable
{
    private readonly RowSeals _seals = new(envelope);
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async ValueTask<SealedSet> ReadAsync(RecordFilter filter, CancellationToken cancellationToken)
    {
        var (set, seals) = await database.ReadAsync((context, token) => LoadAsync(context, filter, token), cancellationToken);
        await _seals.CheckAsync(set, seals, cancellationToken);
        return set;
    }

    public async ValueTask<TResult> ChangeAsync<TResult>(
        RecordFilter filter, Func<SealedSet, CancellationToken, ValueTask<TResult>> change, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await database.WriteAsync((context, token) => ChangeAsync(context, filter, change, token), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<TResult> ChangeAsync<TResult>(
        CredentialDbContext context, RecordFilter filter, Func<SealedSet, CancellationToken, ValueTask<TResult>> change, CancellationToken cancellationToken)
    {
        var (set, seals) = await LoadAsync(context, filter, cancellationToken);
        await _seals.CheckAsync(set, seals, cancellationToken);
        var contents = RowSeals.ContentsOf(set);
        List<object> before = [.. set.Keys, .. set.Records, .. seals];
        var result = await change(set, cancellationToken);
        var renewed = await _seals.RenewAsync(set, contents, seals, cancellationToken);
        List<object> after = [.. set.Keys, .. set.Records, .. renewed];
        context.RemoveRange(before.Except(after, ReferenceEqualityComparer.Instance));
        context.AddRange(after.Except(before, ReferenceEqualityComparer.Instance));
        return result;
    }

    private static async Task<(SealedSet Set, List<RowSeal> Seals)> LoadAsync(CredentialDbContext context, RecordFilter filter, CancellationToken cancellationToken)
    {
        var records = context.Credentials.AsQueryable();
        var seals = context.Seals.AsQueryable();
        if (filter.Namespace is { } @namespace)
        {
            records = records.Where(record => record.Namespace == @namespace);
            seals = seals.Where(seal => seal.Namespace == @namespace);
        }

        if (filter.Name is { } name)
        {
            records = records.Where(record => record.Name == name);
            seals = seals.Where(seal => seal.Name == name);
        }

        var set = new SealedSet(await context.Keys.ToListAsync(cancellationToken), await records.ToListAsync(cancellationToken));
        return (set, await seals.ToListAsync(cancellationToken));
    }
}
