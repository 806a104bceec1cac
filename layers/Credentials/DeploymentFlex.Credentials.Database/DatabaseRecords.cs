using DeploymentFlex.Credentials.Envelopes;
using DeploymentFlex.Data;
using Microsoft.EntityFrameworkCore;

namespace DeploymentFlex.Credentials.Database;

/// <summary>
/// Sealed records as rows. A change is one serializable transaction, so that instances never see half a rotation; those of one
/// process take turns, as they would mostly conflict over the data keys.
/// </summary>
internal sealed class DatabaseRecords(IServiceDatabase<CredentialDbContext> database) : ISealedRecords, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async ValueTask<SealedSet> ReadAsync(RecordFilter filter, CancellationToken cancellationToken) =>
        await database.ReadAsync((context, token) => LoadAsync(context, filter, token), cancellationToken);

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

    private static async Task<TResult> ChangeAsync<TResult>(
        CredentialDbContext context, RecordFilter filter, Func<SealedSet, CancellationToken, ValueTask<TResult>> change, CancellationToken cancellationToken)
    {
        var set = await LoadAsync(context, filter, cancellationToken);
        List<object> before = [.. set.Keys, .. set.Records];
        var result = await change(set, cancellationToken);
        List<object> after = [.. set.Keys, .. set.Records];
        context.RemoveRange(before.Except(after, ReferenceEqualityComparer.Instance));
        context.AddRange(after.Except(before, ReferenceEqualityComparer.Instance));
        return result;
    }

    private static async Task<SealedSet> LoadAsync(CredentialDbContext context, RecordFilter filter, CancellationToken cancellationToken)
    {
        var records = context.Credentials.AsQueryable();
        if (filter.Namespace is { } @namespace)
        {
            records = records.Where(record => record.Namespace == @namespace);
        }

        if (filter.Name is { } name)
        {
            records = records.Where(record => record.Name == name);
        }

        return new SealedSet(await context.Keys.ToListAsync(cancellationToken), await records.ToListAsync(cancellationToken));
    }
}
