using DeploymentFlex.Layers.RecordLogs;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Telemetry.Journal;

/// <summary>One file of a journal, opened by this process. What was sent stays in it until all was sent, and a mark beside it says how far that is.</summary>
internal sealed class JournalFile : IAsyncDisposable
{
    // What is held in memory at a time, on its way from the file to the collector.
    private const int BatchBytes = 8 << 20;

    private readonly Lock _gate = new();
    private readonly RecordLogOptions _options;
    private readonly RecordLog _log;
    private readonly SentFile _sent;

    // Records are numbered as they come: the first that is in the file, the next to come, and the next to send.
    private long _first;
    private long _next;
    private long _unsent;

    private JournalFile(RecordLogOptions options, ILogger logger)
    {
        _options = options;
        var mark = SentMark.Read(options.Path);
        var isOfThis = false;
        _log = RecordLog.Open(
            options,
            record =>
            {
                TelemetryRecord.Check(record);
                isOfThis |= mark?.IsOf(_next, record) ?? false;
                _next++;
            },
            logger);
        _sent = new SentFile(options.Path);
        if (isOfThis && mark is { } known)
        {
            _unsent = known.Sent;
            WasInterrupted = known.State is SentState.OnItsWay;
            _sent.Write(WasInterrupted ? known with { State = SentState.Waiting } : known);
        }
    }

    /// <summary>Whether the process before this one ended while a record was on its way, which is sent again.</summary>
    public bool WasInterrupted { get; }

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _next == _first;
            }
        }
    }

    /// <exception cref="RecordLogException">It is in use, damaged or newer.</exception>
    public static JournalFile Open(string path, long maxBytes, ILogger logger) => new(OptionsOf(path, maxBytes), logger);

    /// <summary>The records that wait in a file that any process may have open.</summary>
    /// <exception cref="RecordLogException">It is damaged or newer.</exception>
    public static IReadOnlyList<TelemetryRecord> Read(string path)
    {
        var mark = SentMark.Read(path);
        var (records, place, sent) = (new List<TelemetryRecord>(), 0L, 0L);
        RecordLog.Read(OptionsOf(path, long.MaxValue), record =>
        {
            records.Add(TelemetryRecord.Decode(record));
            sent = mark is { } known && known.IsOf(place++, record) ? known.Sent : sent;
        });
        return [.. records.Skip((int)sent)];
    }

    /// <summary>Keeps a record; it is on the disk when the task completes.</summary>
    /// <exception cref="RecordLogFullException">There is no room for it.</exception>
    public Task AppendAsync(TelemetryRecord record)
    {
        lock (_gate)
        {
            var appended = _log.AppendAsync(record.Encode(), CancellationToken.None);
            _next++;
            return appended;
        }
    }

    /// <summary>
    /// Makes room for a record by dropping the oldest, until the rest takes half of the file at most; a record that is larger
    /// than that finds none. Blocks while the rest is written anew.
    /// </summary>
    /// <returns>How many records were dropped that had not been sent.</returns>
    /// <exception cref="IOException">The disk has no room for the new file.</exception>
    public int MakeRoomFor(TelemetryRecord record)
    {
        lock (_gate)
        {
            var size = RecordLog.SizeOf(record.EncodedBytes);
            if (_log.Length + size <= _options.MaxBytes || size > _options.MaxBytes / 2)
            {
                return 0;
            }

            _log.FlushAsync(CancellationToken.None).GetAwaiter().GetResult();
            var (rest, bytes, number) = (new Queue<ReadOnlyMemory<byte>>(), 0L, _first);
            RecordLog.Read(_options, item =>
            {
                if (number++ < _unsent)
                {
                    return;
                }

                rest.Enqueue(item.ToArray());
                bytes += RecordLog.SizeOf(item.Length);
                while (bytes > _options.MaxBytes / 2)
                {
                    bytes -= RecordLog.SizeOf(rest.Dequeue().Length);
                }
            });
            _log.CompactAsync(rest).GetAwaiter().GetResult();
            _sent.Clear();
            _first = _next - rest.Count;
            var dropped = Math.Max(0, _first - _unsent);
            _unsent += dropped;
            return (int)dropped;
        }
    }

    /// <summary>Sends what waits, oldest first, and empties the file when all is sent. What failed is sent again by the next call.</summary>
    /// <returns>How many records were sent.</returns>
    public async Task<int> ReplayAsync(Func<TelemetryRecord, CancellationToken, Task> send, CancellationToken cancellationToken)
    {
        var sent = 0;
        while (!IsEmpty)
        {
            await _log.FlushAsync(cancellationToken);
            foreach (var (number, digest, record) in NextBatch())
            {
                Mark(number, digest, SentState.OnItsWay);
                try
                {
                    await send(record, cancellationToken);
                }
                catch (TelemetryExportException)
                {
                    Mark(number, digest, SentState.Waiting);
                    throw;
                }

                sent++;
                Mark(number, digest, SentState.Confirmed);
            }

            await EmptyAsync();
        }

        return sent;
    }

    /// <summary>Drops the record of an ordinal, or all when it is null; returns how many.</summary>
    public async Task<int> DiscardAsync(int? ordinal)
    {
        var records = Read(_options.Path);
        var kept = records.Where((_, index) => ordinal is not null && index != ordinal).Select(static record => (ReadOnlyMemory<byte>)record.Encode()).ToList();
        if (kept.Count < records.Count)
        {
            await _log.CompactAsync(kept);
            _sent.Clear();
            (_first, _unsent, _next) = (0, 0, kept.Count);
        }

        return records.Count - kept.Count;
    }

    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _sent.Dispose();
        }

        return _log.DisposeAsync();
    }

    // What was dropped for room meanwhile is not in the file any more.
    private void Mark(long number, ulong digest, SentState state)
    {
        lock (_gate)
        {
            if (state is SentState.Confirmed)
            {
                _unsent = Math.Max(_unsent, number + 1);
            }

            if (number >= _first)
            {
                _sent.Write(new SentMark(number - _first, digest, state));
            }
        }
    }

    private async Task EmptyAsync()
    {
        Task emptied;
        lock (_gate)
        {
            if (_unsent != _next)
            {
                return;
            }

            emptied = _log.CompactAsync([]);
            _first = _next;
        }

        await emptied;
        lock (_gate)
        {
            _sent.Clear();
        }
    }

    private List<(long Number, ulong Digest, TelemetryRecord Record)> NextBatch()
    {
        lock (_gate)
        {
            var (number, bytes) = (_first, 0L);
            var batch = new List<(long, ulong, TelemetryRecord)>();
            RecordLog.Read(_options, record =>
            {
                if (number >= _unsent && bytes < BatchBytes)
                {
                    batch.Add((number, SentMark.DigestOf(record), TelemetryRecord.Decode(record)));
                    bytes += record.Length;
                }

                number++;
            });
            return batch;
        }
    }

    private static RecordLogOptions OptionsOf(string path, long maxBytes) =>
        new() { Path = path, Kind = "OTLP", Version = 1, MaxBytes = maxBytes };
}
