using DeploymentFlex.Layers.RecordLogs;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Telemetry.Journal;

/// <summary>
/// What waits for the collector on this disk: a file for each instance of the service that shares the folder, opened when
/// it is first needed. It never stops the work that telemetry speaks of: what it cannot keep is dropped, and counted by
/// <c>deploymentflex.telemetry.dropped</c>.
/// </summary>
internal sealed partial class TelemetryJournal : IAsyncDisposable
{
    private const int MaxInstances = 64;

    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly string _service;
    private readonly long _maxBytes;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TelemetryLoss _loss;
    private readonly HashSet<string> _passedOver = [];
    private JournalFile? _file;
    private bool _isFull;
    private bool _tookOver;

    public TelemetryJournal(string folder, string service, long maxBytes, TimeProvider time, TelemetryLoss loss, ILogger logger)
    {
        _folder = folder;
        _service = service;
        _maxBytes = maxBytes;
        _time = time;
        _logger = logger;
        _loss = loss;
    }

    public string Folder => _folder;

    /// <summary>Every file of the service, whoever has it open, in the order of their numbers.</summary>
    public IEnumerable<string> Files => Enumerable.Range(1, MaxInstances).Select(PathOf).Where(File.Exists);

    /// <summary>Keeps a message; it is on the disk when this returns, or was dropped.</summary>
    public void Keep(TelemetrySignal signal, ReadOnlyMemory<byte> message)
    {
        try
        {
            Task kept;
            lock (_gate)
            {
                _file ??= OpenOwn();
                var record = new TelemetryRecord(signal, _time.GetUtcNow(), message);
                DropOldest(_file.MakeRoomFor(record));
                kept = _file.AppendAsync(record);
            }

            kept.GetAwaiter().GetResult();
            lock (_gate)
            {
                _isFull = false;
            }
        }
        catch (Exception error) when (error is IOException or ArgumentException or UnauthorizedAccessException)
        {
            Drop(error);
        }
    }

    /// <summary>
    /// Sends what waits in this instance's file, and at first also in those that ended instances left. A file that is damaged,
    /// or of a newer version, is said once and left where it is: it holds up nothing else.
    /// </summary>
    /// <returns>How many records were sent.</returns>
    public async Task<int> ReplayAsync(Func<TelemetryRecord, CancellationToken, Task> send, CancellationToken cancellationToken)
    {
        var sent = 0;
        if (!_tookOver)
        {
            foreach (var path in Files.ToList())
            {
                sent += await ReplayLeftAsync(path, send, cancellationToken);
            }

            _tookOver = true;
        }

        JournalFile? own;
        lock (_gate)
        {
            own = _file;
        }

        try
        {
            return own is null ? sent : sent + await own.ReplayAsync(send, cancellationToken);
        }
        catch (RecordLogException error)
        {
            // It was whole when it was opened. What comes from now on is kept in another.
            PassOver(error);
            await CloseAsync(own!);
            return sent;
        }
    }

    /// <summary>Opens a file of the service that no other process has open.</summary>
    /// <exception cref="RecordLogInUseException">Another process has it open, which sends it by itself.</exception>
    /// <exception cref="RecordLogException">It is damaged or newer.</exception>
    public JournalFile Open(string path)
    {
        var file = JournalFile.Open(path, _maxBytes, _logger);
        if (file.WasInterrupted)
        {
            _loss.Unanswered();
        }

        return file;
    }

    public ValueTask DisposeAsync() => _file?.DisposeAsync() ?? default;

    private async Task<int> ReplayLeftAsync(
        string path, Func<TelemetryRecord, CancellationToken, Task> send, CancellationToken cancellationToken)
    {
        try
        {
            await using var left = Open(path);
            return await left.ReplayAsync(send, cancellationToken);
        }
        catch (RecordLogInUseException)
        {
            // Its instance runs, maybe this one, and sends it.
            return 0;
        }
        catch (RecordLogException error)
        {
            PassOver(error);
            return 0;
        }
    }

    private JournalFile OpenOwn()
    {
        for (var number = 1; ; number++)
        {
            try
            {
                return Open(PathOf(number));
            }
            catch (RecordLogInUseException) when (number < MaxInstances)
            {
                // Another instance's.
            }
            catch (RecordLogException error) when (error is not RecordLogInUseException && number < MaxInstances)
            {
                PassOver(error);
            }
        }
    }

    private void PassOver(RecordLogException error)
    {
        lock (_gate)
        {
            if (_passedOver.Add(error.Path))
            {
                LogPassedOver(_logger, error.Message);
            }
        }
    }

    private async Task CloseAsync(JournalFile file)
    {
        lock (_gate)
        {
            if (_file == file)
            {
                _file = null;
            }
        }

        await file.DisposeAsync();
    }

    private void DropOldest(int count)
    {
        if (count > 0)
        {
            _loss.Dropped(count);
            LogOldestDropped(_logger, count, _maxBytes);
        }
    }

    private void Drop(Exception error)
    {
        _loss.Dropped(1);
        lock (_gate)
        {
            if (!_isFull)
            {
                LogDropped(_logger, error.Message);
            }

            _isFull = true;
            if (error is not RecordLogFullException && _file is { } broken)
            {
                // It takes no more until it is opened again, by this instance or by the next look at what others left.
                _file = null;
                _tookOver = false;
                _ = broken.DisposeAsync().AsTask();
            }
        }
    }

    private string PathOf(int number) => Path.Combine(_folder, number == 1 ? $"{_service}.journal" : $"{_service}-{number}.journal");

    [LoggerMessage(1, LogLevel.Warning, "Telemetry is dropped until there is room or the collector is back: {Reason}")]
    private static partial void LogDropped(ILogger logger, string reason);

    [LoggerMessage(3, LogLevel.Warning, "The journal of telemetry has its {MaxBytes} bytes: the {Count} oldest requests were dropped")]
    private static partial void LogOldestDropped(ILogger logger, int count, long maxBytes);

    [LoggerMessage(4, LogLevel.Error, "A file of the journal of telemetry is left as it is, and what waits in it is not sent: {Reason}")]
    private static partial void LogPassedOver(ILogger logger, string reason);
}
