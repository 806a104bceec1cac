using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Layers.RecordLogs;

/// <summary>
/// A file of records that only grows at its end, opened by one process. Every record has a checksum and is on the disk
/// (<c>fsync</c>) before it is acknowledged; records that are appended meanwhile share the next flush. A record that a
/// crash left half written is cut off when the file is opened; damage before the end is an error.
/// </summary>
public sealed class RecordLog : IAsyncDisposable
{
    /// <summary>The largest record in bytes.</summary>
    public const int MaxRecordBytes = RecordFrame.MaxRecordBytes;

    private readonly Lock _gate = new();
    private readonly Queue<LogWork> _waiting = new();
    private readonly RecordLogOptions _options;
    private readonly RecordLogFile _file;
    private readonly ILogger _logger;
    private LogWork? _last;
    private Commit? _commit;
    private Task _writer = Task.CompletedTask;
    private Exception? _failure;
    private bool _isClosed;
    private long _length;

    private RecordLog(RecordLogOptions options, RecordLogFile file, ILogger logger)
    {
        _options = options;
        _file = file;
        _logger = logger;
        _length = file.Length;
    }

    /// <summary>The size of the file in bytes, with what waits to be written.</summary>
    public long Length
    {
        get
        {
            lock (_gate)
            {
                return _length;
            }
        }
    }

    /// <summary>What made the log unusable, or null.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    /// <summary>The bytes that a record takes in the file.</summary>
    public static int SizeOf(int recordBytes) => RecordFrame.HeaderBytes + recordBytes;

    /// <summary>
    /// Opens the log, makes it when it is missing, and hands over every record in the order of their appends. Who is handed a
    /// record that is none throws an <see cref="InvalidDataException"/>, which is damage of the file.
    /// </summary>
    /// <exception cref="RecordLogInUseException">Another process has it open.</exception>
    /// <exception cref="RecordLogCorruptException">It is damaged.</exception>
    /// <exception cref="RecordLogVersionException">A newer version wrote it.</exception>
    public static RecordLog Open(RecordLogOptions options, Action<ReadOnlySpan<byte>> replay, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(replay);
        return new RecordLog(options, RecordLogFile.Open(options, replay, logger), logger);
    }

    /// <summary>Hands over the records of a log that another process may have open, as far as they are whole; none when there is no file. A record that is none is as in <see cref="Open"/>.</summary>
    /// <exception cref="RecordLogCorruptException">It is damaged.</exception>
    /// <exception cref="RecordLogVersionException">A newer version wrote it.</exception>
    public static void Read(RecordLogOptions options, Action<ReadOnlySpan<byte>> replay)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (File.Exists(options.Path))
        {
            using var file = new FileStream(options.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
            RecordLogScan.Run(file, options, replay);
        }
    }

    /// <summary>
    /// Puts a record behind the last one. Records reach the disk in the order of these calls, soon, and certainly before
    /// a later <see cref="FlushAsync"/> completes.
    /// </summary>
    /// <exception cref="RecordLogFullException">There is no room for it.</exception>
    /// <exception cref="IOException">An earlier write failed.</exception>
    public void Append(ReadOnlySpan<byte> record)
    {
        if (record.Length is 0 or > MaxRecordBytes)
        {
            throw new ArgumentException($"A record has 1 to {MaxRecordBytes} bytes; this one has {record.Length}.", nameof(record));
        }

        lock (_gate)
        {
            ThrowIfUnusable();
            var size = SizeOf(record.Length);
            if (_length + size > _options.MaxBytes)
            {
                throw new RecordLogFullException(_options.Path, _options.MaxBytes);
            }

            if (_commit is not { IsTaken: false, Frames.HasRoom: true } || _commit != _last)
            {
                _commit = new Commit();
                Enqueue(_commit);
            }

            _commit.Frames.Add(record);
            _length += size;
        }
    }

    /// <summary>Completes when all that was appended before this call is on the disk.</summary>
    /// <exception cref="IOException">The write failed; the log is unusable from then on.</exception>
    public Task FlushAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ThrowIfUnusable();
            return _commit is null ? Task.CompletedTask : _commit.Done.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary><see cref="Append"/> and <see cref="FlushAsync"/>.</summary>
    public Task AppendAsync(ReadOnlySpan<byte> record, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Append(record);
            return FlushAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Replaces all records that were appended before this call by these, in a new file that takes the old one's name.
    /// Later appends come after them. When the new file cannot be written the old one stays, and the task fails.
    /// </summary>
    public Task CompactAsync(IReadOnlyCollection<ReadOnlyMemory<byte>> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        lock (_gate)
        {
            ThrowIfUnusable();
            var compaction = new Compaction(records);
            _length = compaction.Bytes;
            Enqueue(compaction);
            return compaction.Done.Task;
        }
    }

    /// <summary>Waits until all is written, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        Task writer;
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            writer = _writer;
        }

        await writer;
        _file.Dispose();
    }

    private void Enqueue(LogWork work)
    {
        _waiting.Enqueue(work);
        if (_last is null)
        {
            _writer = Task.Run(Write);
        }

        _last = work;
    }

    private void Write()
    {
        while (Take() is { } work)
        {
            try
            {
                Finish(work, work.Apply(_file));
            }
#pragma warning disable CA1031 // Whatever it is, the state of the file is unknown from here on; it is told to all who wait.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Fail(work, error);
                return;
            }
        }
    }

    private LogWork? Take()
    {
        lock (_gate)
        {
            if (!_waiting.TryDequeue(out var work))
            {
                _last = null;
                _commit = null;
                return null;
            }

            work.IsTaken = true;
            return work;
        }
    }

    private void Finish(LogWork work, Exception? harmless)
    {
        if (work is Compaction compaction)
        {
            if (harmless is not null)
            {
                RecordLogEvents.NotCompacted(_logger, _options.Path, harmless);
                lock (_gate)
                {
                    _length += _file.Length - compaction.Bytes;
                }

                work.Done.SetException(harmless);
                return;
            }

            RecordLogEvents.Compacted(_logger, _options.Path, compaction.Bytes);
        }

        work.Done.SetResult();
    }

    private void Fail(LogWork work, Exception error)
    {
        RecordLogEvents.Failed(_logger, _options.Path, error);
        LogWork[] lost;
        lock (_gate)
        {
            _failure = error;
            lost = [work, .. _waiting];
            _waiting.Clear();
        }

        foreach (var item in lost)
        {
            item.Done.TrySetException(new IOException($"The file '{_options.Path}' could not be written: {error.Message}", error));
        }
    }

    private void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        if (_failure is not null)
        {
            throw new IOException($"The file '{_options.Path}' takes no more since a write failed: {_failure.Message}", _failure);
        }
    }
}
