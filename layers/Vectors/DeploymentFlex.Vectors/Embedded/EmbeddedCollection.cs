using DeploymentFlex.Layers.RecordLogs;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Vectors.Embedded;

/// <summary>
/// One collection: a record log, and its rows in memory. Writers take turns to append and share the flush to the disk;
/// what is on the disk is then shown to readers, in the order in which it was appended.
/// </summary>
internal sealed class EmbeddedCollection : IAsyncDisposable
{
    private const int FewDead = 1000;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly RecordLog _log;
    private RowTable _rows;
    private long _nextSequence;
    private volatile RowSnapshot _snapshot;
    private Task _shown = Task.CompletedTask;
    private Task _compaction = Task.CompletedTask;
    private int _enoughDead = FewDead;

    private EmbeddedCollection(RecordLog log, RowTable rows, long nextSequence)
    {
        _log = log;
        _rows = rows;
        _nextSequence = nextSequence;
        _snapshot = rows.Publish();
        CompactIfWorthIt();
    }

    public int Dimensions => _rows.Dimensions;

    /// <summary>The rows as they are now.</summary>
    public RowSnapshot Rows => _snapshot;

    /// <summary>False after a write failed: what is on the disk is known again when the collection is opened again.</summary>
    public bool IsUsable => _log.Failure is null;

    private bool IsWorthCompacting => _rows.Dead > _rows.Live && _rows.Dead > _enoughDead;

    /// <summary>Opens a collection, and makes it when it is not there and dimensions are given; null when it is not there.</summary>
    public static async Task<EmbeddedCollection?> OpenAsync(string path, int? dimensions, ILogger logger)
    {
        RowTable? rows = null;
        var nextSequence = 0L;
        var options = new RecordLogOptions
        {
            Path = path,
            Kind = VectorRecordFormat.Kind,
            Version = VectorRecordFormat.Version,
            MaxBytes = long.MaxValue,
        };
        var log = RecordLog.Open(options, Replay, logger);
        if (rows is null && dimensions is not null)
        {
            await log.AppendAsync(VectorRecordFormat.Collection(dimensions.Value, nextSequence), CancellationToken.None);
            rows = new RowTable(dimensions.Value);
        }

        if (rows is not null)
        {
            return new EmbeddedCollection(log, rows, nextSequence);
        }

        await log.DisposeAsync();
        return null;

        void Replay(ReadOnlySpan<byte> record)
        {
            nextSequence = Math.Max(nextSequence, VectorRecordFormat.Sequence(record) + 1);
            if (VectorRecordFormat.IsCollection(record))
            {
                rows = new RowTable(VectorRecordFormat.Dimensions(record));
            }
            else
            {
                rows!.Apply(record);
            }
        }
    }

    public async Task UpsertAsync(IReadOnlyList<byte[]> records, CancellationToken cancellationToken)
    {
        Task shown;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            shown = Append(records);
        }
        finally
        {
            _turn.Release();
        }

        await shown.WaitAsync(cancellationToken);
        CompactIfWorthIt();
    }

    public async Task<int> DeleteAsync(VectorFilter filter, CancellationToken cancellationToken)
    {
        int count;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // What is deleted depends on all that was appended before, so nobody appends meanwhile.
            await _shown;
            var rows = _snapshot;
            var deletions = rows.Resolve(filter) is { } passing
                ? rows.Where(passing).Select(static found => VectorRecordFormat.Delete(found.Segment.Ids[found.Row])).ToList()
                : [];
            count = deletions.Count;
            await Append(deletions);
        }
        finally
        {
            _turn.Release();
        }

        CompactIfWorthIt();
        return count;
    }

    public async ValueTask DisposeAsync()
    {
        await _compaction;
        await _log.DisposeAsync();
        _turn.Dispose();
    }

    private Task Append(IReadOnlyList<byte[]> records)
    {
        foreach (var record in records)
        {
            VectorRecordFormat.SetSequence(record, _nextSequence++);
            _log.Append(record);
        }

        return _shown = ShowAsync(_shown, _log.FlushAsync(CancellationToken.None), records);
    }

    private async Task ShowAsync(Task previous, Task flushed, IReadOnlyList<byte[]> records)
    {
        await Task.WhenAll(previous, flushed);
        foreach (var record in records)
        {
            _rows.Apply(record);
        }

        _snapshot = _rows.Publish();
    }

    /// <summary>Starts a compaction when more than half of the rows are dead, unless one is under way.</summary>
    private void CompactIfWorthIt()
    {
        if (_compaction.IsCompleted && IsWorthCompacting)
        {
            _compaction = CompactAsync();
        }
    }

    private async Task CompactAsync()
    {
        await _turn.WaitAsync();
        try
        {
            await _shown;
            if (!IsWorthCompacting)
            {
                return;
            }

            var live = new LiveRecords(_snapshot, Dimensions, _nextSequence);
            await _log.CompactAsync(live);
            var rows = new RowTable(Dimensions);
            foreach (var record in live.Skip(1))
            {
                rows.Apply(record.Span);
            }

            _rows = rows;
            _snapshot = rows.Publish();
            _enoughDead = FewDead;
        }
        catch (IOException)
        {
            // The log has said so and goes on as it was. The disk may be full: tried again when much more is dead.
            _enoughDead = _rows.Dead * 2;
        }
        finally
        {
            _turn.Release();
        }
    }
}
