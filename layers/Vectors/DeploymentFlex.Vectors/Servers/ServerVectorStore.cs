using System.Collections.Concurrent;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Providers;

namespace DeploymentFlex.Vectors.Servers;

/// <summary>
/// What every provider of vectors on a server does before it asks: what it is given is checked, large writes go in parts,
/// and a collection that was found once is remembered. A provider translates what is left.
/// </summary>
/// <typeparam name="TCollection">What the provider remembers of a collection.</typeparam>
public abstract class ServerVectorStore<TCollection> : IVectorStore, IProbed, IChecked
    where TCollection : ServerCollection
{
    private const int MaxPart = 1000;

    private readonly ConcurrentDictionary<string, TCollection> _known = new(StringComparer.Ordinal);

    /// <summary>About how many bytes of JSON one request of a write may have.</summary>
    protected virtual int MaxPartBytes => 16 << 20;

    public async ValueTask EnsureCollectionAsync(string collection, int dimensions, CancellationToken cancellationToken)
    {
        VectorInput.CheckDimensions(dimensions);
        var found = await FindKnownAsync(collection, cancellationToken);
        found ??= _known[collection] = await CreateAsync(collection, dimensions, cancellationToken);
        if (found.Dimensions != dimensions)
        {
            throw new VectorDimensionException(collection, found.Dimensions, dimensions);
        }
    }

    public async ValueTask UpsertAsync(string collection, IReadOnlyList<VectorRecord> records, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(records);
        if (await FindKnownAsync(collection, cancellationToken) is not { } found)
        {
            throw NoCollection(collection);
        }

        foreach (var record in records)
        {
            VectorInput.CheckVector(collection, found.Dimensions, record.Vector.Span);
            VectorInput.CheckMetadata(record.Metadata);
        }

        try
        {
            foreach (var part in RecordParts.Of(records, MaxPart, MaxPartBytes))
            {
                await UpsertAsync(found, part, cancellationToken);
            }
        }
        catch (CollectionGoneException)
        {
            _known.TryRemove(collection, out _);
            throw NoCollection(collection);
        }
    }

    public ValueTask<int> DeleteAsync(string collection, VectorFilter filter, CancellationToken cancellationToken)
    {
        VectorInput.CheckDeletion(filter);
        return AskAsync(collection, found => DeleteAsync(found, filter, cancellationToken), none: 0, cancellationToken);
    }

    public ValueTask<IReadOnlyList<VectorMatch>> SearchAsync(
        string collection, ReadOnlyMemory<float> query, int top, VectorFilter? filter, CancellationToken cancellationToken)
    {
        VectorInput.CheckLimit(top);
        VectorInput.CheckFilter(filter);
        return AskAsync(
            collection,
            found =>
            {
                VectorInput.CheckVector(collection, found.Dimensions, query.Span);
                return SearchAsync(found, query, top, filter is { Equal.Count: > 0 } ? filter : null, cancellationToken);
            },
            none: [],
            cancellationToken);
    }

    public ValueTask<VectorPage> ExportAsync(string collection, string? cursor, int limit, CancellationToken cancellationToken)
    {
        VectorInput.CheckLimit(limit);
        return AskAsync(collection, found => ExportAsync(found, cursor, limit, cancellationToken), none: new([], Cursor: null), cancellationToken);
    }

    public ValueTask<long> CountAsync(string collection, CancellationToken cancellationToken) =>
        AskAsync(collection, found => CountAsync(found, cancellationToken), none: 0, cancellationToken);

    public abstract ValueTask ProbeAsync(CancellationToken cancellationToken);

    public abstract ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken);

    /// <summary>Deletes a collection with all that is in it; nothing where there is none.</summary>
    public async ValueTask DropCollectionAsync(string collection, CancellationToken cancellationToken)
    {
        await AskAsync(
            collection,
            async found =>
            {
                await DropAsync(found, cancellationToken);
                return true;
            },
            none: false,
            cancellationToken);
        _known.TryRemove(collection, out _);
    }

    /// <summary>The collection on the server, or null.</summary>
    protected abstract ValueTask<TCollection?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Makes the collection, or returns the one that another process made meanwhile.</summary>
    protected abstract ValueTask<TCollection> CreateAsync(string name, int dimensions, CancellationToken cancellationToken);

    /// <summary>Writes records with different ids.</summary>
    /// <exception cref="CollectionGoneException">There is no such collection any more; the same for all that follow.</exception>
    protected abstract ValueTask UpsertAsync(TCollection collection, IReadOnlyList<VectorRecord> records, CancellationToken cancellationToken);

    protected abstract ValueTask<int> DeleteAsync(TCollection collection, VectorFilter filter, CancellationToken cancellationToken);

    /// <param name="collection">The collection.</param>
    /// <param name="query">A vector of the collection's dimension.</param>
    /// <param name="top">How many, at most.</param>
    /// <param name="filter">A filter with conditions, or null.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits any longer.</param>
    protected abstract ValueTask<IReadOnlyList<VectorMatch>> SearchAsync(
        TCollection collection, ReadOnlyMemory<float> query, int top, VectorFilter? filter, CancellationToken cancellationToken);

    protected abstract ValueTask<VectorPage> ExportAsync(TCollection collection, string? cursor, int limit, CancellationToken cancellationToken);

    protected abstract ValueTask<long> CountAsync(TCollection collection, CancellationToken cancellationToken);

    protected abstract ValueTask DropAsync(TCollection collection, CancellationToken cancellationToken);

    private static ArgumentException NoCollection(string collection) =>
        new($"There is no collection '{collection}'; it is made by EnsureCollectionAsync.", nameof(collection));

    private async ValueTask<TResult> AskAsync<TResult>(
        string collection, Func<TCollection, ValueTask<TResult>> ask, TResult none, CancellationToken cancellationToken)
    {
        if (await FindKnownAsync(collection, cancellationToken) is not { } found)
        {
            return none;
        }

        try
        {
            return await ask(found);
        }
        catch (CollectionGoneException)
        {
            _known.TryRemove(collection, out _);
            return none;
        }
    }

    private async ValueTask<TCollection?> FindKnownAsync(string collection, CancellationToken cancellationToken)
    {
        VectorInput.CheckCollection(collection);
        if (_known.TryGetValue(collection, out var known))
        {
            return known;
        }

        return await FindAsync(collection, cancellationToken) is { } found ? _known[collection] = found : null;
    }
}
