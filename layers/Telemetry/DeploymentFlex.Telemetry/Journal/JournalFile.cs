using DeploymentFlex.Layers.RecordLogs;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Telemetry.Journal;

/// <summary>One file of a journal, opened by this process. What was sent stays in it until all was sent.</summary>
internal sealed class JournalFile : IAsyncDisposable
{
    // What is held in memory at a time, on its way from the file to the collector.
    private const int BatchBytes = 8 << 20;

    private readonly Lock _gate = new();
    private readonly RecordLogOptions _options;
    private readonly RecordLog _log;
    private long _count;
    private long _sent;

    private JournalFile(RecordLogOptions options, ILogger logger)
    {
        _options = options;
        _log = RecordLog.Open(options, _ => _count++, logger);
    }

    public bool IsEmpty => Volatile.Read(ref _count) == 0;

    /// <exception cref="RecordLogException">It is in use, damaged or newer.</exception>
    public static JournalFile Open(string path, long maxBytes, ILogger logger) => new(OptionsOf(path, maxBytes), logger);

    /// <summary>The records of a file that any process may have open.</summary>
    public static IReadOnlyList<TelemetryRecord> Read(string path)
    {
        var records = new List<TelemetryRecord>();
        RecordLog.Read(OptionsOf(path, long.MaxValue), record => records.Add(TelemetryRecord.Decode(record)));
        return records;
    }

    /// <summary>Keeps a record; it is on the disk when the task completes.</summary>
    /// <exception cref="RecordLogFullException">There is no room for it.</exception>
    public Task AppendAsync(TelemetryRecord record)
    {
        lock (_gate)
        {
            var appended = _log.AppendAsync(record.Encode(), CancellationToken.None);
            _count++;
            return appended;
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
            foreach (var record in NextBatch())
            {
                await send(record, cancellationToken);
                _sent++;
                sent++;
            }

            Task? emptied = null;
            lock (_gate)
            {
                if (_sent == _count)
                {
                    emptied = _log.CompactAsync([]);
                    _count = _sent = 0;
                }
            }

            await (emptied ?? Task.CompletedTask);
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
            _count = kept.Count;
        }

        return records.Count - kept.Count;
    }

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    private List<TelemetryRecord> NextBatch()
    {
        var (index, bytes) = (0L, 0L);
        var batch = new List<TelemetryRecord>();
        RecordLog.Read(_options, record =>
        {
            if (index++ >= _sent && bytes < BatchBytes)
            {
                batch.Add(TelemetryRecord.Decode(record));
                bytes += record.Length;
            }
        });
        return batch;
    }

    private static RecordLogOptions OptionsOf(string path, long maxBytes) =>
        new() { Path = path, Kind = "OTLP", Version = 1, MaxBytes = maxBytes };
}
