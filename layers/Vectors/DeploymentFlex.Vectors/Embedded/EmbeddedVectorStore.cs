using System.Collections.Concurrent;
using System.Globalization;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Disk;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Vectors.Embedded;

/// <summary>
/// Vectors in the memory of this process, and on its disk: one file a collection. A collection is loaded when it is first
/// used, or by the first probe.
/// </summary>
/// <param name="folder">The folder, absolute; made when it is not there.</param>
/// <param name="exactBelow">A collection of fewer records is searched exactly.</param>
/// <param name="logger">Where repairs and compactions are told.</param>
public sealed class EmbeddedVectorStore(string folder, int exactBelow, ILogger<EmbeddedVectorStore> logger)
    : IVectorStore, IProbed, IChecked, IAsyncDisposable
{
    private const string Suffix = ".vectors";

    private readonly ConcurrentDictionary<string, EmbeddedCollection> _open = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _opening = new(1, 1);
    private bool _isDisposed;

    public async ValueTask EnsureCollectionAsync(string collection, int dimensions, CancellationToken cancellationToken)
    {
        VectorInput.CheckDimensions(dimensions);
        var found = await FindAsync(collection, cancellationToken) ?? await OpenAsync(collection, dimensions, cancellationToken);
        if (found!.Dimensions != dimensions)
        {
            throw new VectorDimensionException(collection, found.Dimensions, dimensions);
        }
    }

    public async ValueTask UpsertAsync(string collection, IReadOnlyList<VectorRecord> records, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(records);
        var found = await FindAsync(collection, cancellationToken)
            ?? throw new ArgumentException($"There is no collection '{collection}'; it is made by EnsureCollectionAsync.", nameof(collection));
        var encoded = new byte[records.Count][];
        for (var i = 0; i < encoded.Length; i++)
        {
            var record = records[i];
            VectorInput.CheckVector(collection, found.Dimensions, record.Vector.Span);
            VectorInput.CheckMetadata(record.Metadata);
            encoded[i] = VectorRecordFormat.Upsert(record.Id, record.Vector.Span, record.Metadata);
        }

        await found.UpsertAsync(encoded, cancellationToken);
    }

    public async ValueTask<int> DeleteAsync(string collection, VectorFilter filter, CancellationToken cancellationToken)
    {
        VectorInput.CheckDeletion(filter);
        return await FindAsync(collection, cancellationToken) is { } found ? await found.DeleteAsync(filter, cancellationToken) : 0;
    }

    public async ValueTask<IReadOnlyList<VectorMatch>> SearchAsync(
        string collection, ReadOnlyMemory<float> query, int top, VectorFilter? filter, CancellationToken cancellationToken)
    {
        VectorInput.CheckLimit(top);
        VectorInput.CheckFilter(filter);
        if (await FindAsync(collection, cancellationToken) is not { } found)
        {
            return [];
        }

        VectorInput.CheckVector(collection, found.Dimensions, query.Span);
        return found.Rows.Search(query.Span, top, filter, exactBelow, cancellationToken);
    }

    public async ValueTask<VectorPage> ExportAsync(string collection, string? cursor, int limit, CancellationToken cancellationToken)
    {
        VectorInput.CheckLimit(limit);
        var after = -1L;
        if (cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            throw new ArgumentException("A cursor is what an earlier page returned.", nameof(cursor));
        }

        if (await FindAsync(collection, cancellationToken) is not { Rows: var rows })
        {
            return new VectorPage([], Cursor: null);
        }

        var found = rows.Where(RowFilter.All, after).Take(limit + 1).ToList();
        var records = found.Take(limit).Select(item => new VectorRecord(
            item.Segment.Ids[item.Row], item.Segment.Vector(item.Row).ToArray(), rows.Metadata(item.Segment, item.Row)));
        var last = found.Count > limit ? found[limit - 1].Segment.Sequences[found[limit - 1].Row] : (long?)null;
        return new VectorPage([.. records], last?.ToString(CultureInfo.InvariantCulture));
    }

    public async ValueTask<long> CountAsync(string collection, CancellationToken cancellationToken) =>
        await FindAsync(collection, cancellationToken) is { } found ? found.Rows.Live : 0;

    /// <summary>Loads the collections that are there, and throws what is wrong with one of them.</summary>
    public async ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(folder, "*" + Suffix))
        {
            await FindAsync(Path.GetFileNameWithoutExtension(file), cancellationToken);
        }
    }

    /// <summary>Waits for what is being written, and lets another process open the collections.</summary>
    public ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken) =>
        DiskFolder.CheckAsync(checks, folder, "Layers:Vectors:embedded:Path", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _opening.WaitAsync();
        try
        {
            _isDisposed = true;
            foreach (var collection in _open.Values)
            {
                await collection.DisposeAsync();
            }

            _open.Clear();
        }
        finally
        {
            _opening.Release();
        }
    }

    private ValueTask<EmbeddedCollection?> FindAsync(string collection, CancellationToken cancellationToken)
    {
        VectorInput.CheckCollection(collection);
        return _open.TryGetValue(collection, out var found) && found.IsUsable
            ? new ValueTask<EmbeddedCollection?>(found)
            : OpenAsync(collection, dimensions: null, cancellationToken);
    }

    private async ValueTask<EmbeddedCollection?> OpenAsync(string collection, int? dimensions, CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_open.TryGetValue(collection, out var found))
            {
                if (found.IsUsable)
                {
                    return found;
                }

                _open.TryRemove(collection, out _);
                await found.DisposeAsync();
            }

            var path = Path.Combine(folder, collection + Suffix);
            if (dimensions is null && !File.Exists(path))
            {
                return null;
            }

            found = await Task.Run(() => EmbeddedCollection.OpenAsync(path, dimensions, logger), CancellationToken.None);
            return found is null ? null : _open.GetOrAdd(collection, found);
        }
        finally
        {
            _opening.Release();
        }
    }
}
