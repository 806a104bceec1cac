using System.Diagnostics.CodeAnalysis;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.RecordLogs;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Files.Spooling;

/// <summary>Which files wait, on the disk before it is acknowledged. Small, as what was sent is compacted away.</summary>
internal sealed class SpoolJournal : IAsyncDisposable
{
    /// <summary>The largest size of the file: of about a quarter of a kilobyte a record, far more than fit into most spools.</summary>
    public const long DefaultMaxBytes = 64L << 20;

    private const long WorthCompacting = 1L << 20;

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly long _maxBytes;
    private readonly ILogger _logger;
    private RecordLog _log;
    private WaitingFiles _files;
    private Task _compaction = Task.CompletedTask;
    private long _kept;

    /// <param name="path">Its file.</param>
    /// <param name="maxBytes">The largest size of the file.</param>
    /// <param name="logger">Told what is wrong with it.</param>
    /// <exception cref="RecordLogException">Another process has it open, or it cannot be read.</exception>
    public SpoolJournal(string path, long maxBytes, ILogger logger)
    {
        _path = path;
        _maxBytes = maxBytes;
        _logger = logger;
        Open();
    }

    /// <summary>What waits, oldest first.</summary>
    public IReadOnlyList<SpooledFile> Files
    {
        get
        {
            lock (_gate)
            {
                return [.. _files.All.OrderBy(static file => file.At)];
            }
        }
    }

    /// <summary>How much waits.</summary>
    public Backlog Waiting
    {
        get
        {
            lock (_gate)
            {
                return _files.Count;
            }
        }
    }

    // The rest is for what becomes of the files that are in it.
    private long RoomForFiles => _maxBytes - (_maxBytes / 8);

    // What a compaction could not take out counts again only with as much more.
    private long Waste => _log.Length - _files.RecordBytes - Interlocked.Read(ref _kept);

    public static RecordLogOptions OptionsOf(string path, long maxBytes = DefaultMaxBytes) =>
        new() { Path = path, Kind = SpoolRecord.Kind, Version = SpoolRecord.Version, MaxBytes = maxBytes };

    public bool TryFind(string key, [NotNullWhen(true)] out SpooledFile? file)
    {
        lock (_gate)
        {
            return _files.TryFind(key, out file);
        }
    }

    /// <summary>Keeps that a file waits.</summary>
    /// <exception cref="SpoolFullException">There is no room for its record.</exception>
    public async Task AddAsync(SpooledFile file)
    {
        Task flushed;
        lock (_gate)
        {
            Mend();
            var record = SpoolRecord.Of(file);
            var size = RecordLog.SizeOf(record.Length);
            Compact(_log.Length + size > RoomForFiles && Waste > _maxBytes / 32);
            if (_log.Length + size > RoomForFiles)
            {
                throw new SpoolFullException($"its journal has no room for more than the {_files.Count.Items} files that wait.");
            }

            _log.Append(record);
            _files.Put(file);
            flushed = _log.FlushAsync(CancellationToken.None);
        }

        try
        {
            await flushed;
        }
        catch
        {
            lock (_gate)
            {
                _files.Remove(file.Key);
            }

            throw;
        }
    }

    /// <summary>Keeps why a file that waits cannot be sent.</summary>
    /// <exception cref="RecordLogFullException">There is no room even for that.</exception>
    public async Task RefuseAsync(SpooledFile file, string reason)
    {
        Task flushed;
        lock (_gate)
        {
            Mend();
            if (!_files.TryFind(file.Key, out _))
            {
                return;
            }

            var refused = file with { Refusal = reason };
            _log.Append(SpoolRecord.Of(refused));
            _files.Put(refused);
            Tidy();
            flushed = _log.FlushAsync(CancellationToken.None);
        }

        await flushed;
    }

    /// <summary>Keeps that a file no longer waits; null when it did not.</summary>
    /// <exception cref="RecordLogFullException">There is no room even for that; the file still waits.</exception>
    public async Task<SpooledFile?> RemoveAsync(string key)
    {
        SpooledFile? file;
        Task flushed;
        lock (_gate)
        {
            Mend();
            if (!_files.TryFind(key, out file))
            {
                return null;
            }

            _log.Append(new SpoolRecord(key, File: null).ToBytes());
            _files.Remove(key);
            Tidy();
            flushed = _log.FlushAsync(CancellationToken.None);
        }

        try
        {
            await flushed;
        }
        catch
        {
            // It still waits, as it does on the disk.
            lock (_gate)
            {
                _files.Put(file);
            }

            throw;
        }

        return file;
    }

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    [MemberNotNull(nameof(_log), nameof(_files))]
    private void Open()
    {
        var files = new WaitingFiles();
        _log = RecordLog.Open(OptionsOf(_path, _maxBytes), record => SpoolRecord.Apply(record, files), _logger);
        _files = files;
        Interlocked.Exchange(ref _kept, 0);
    }

    // A write that failed, as on a full disk, ends a log: what is whole on the disk counts, and the next one may work.
    private void Mend()
    {
        if (_log.Failure is not null)
        {
            _log.DisposeAsync().AsTask().GetAwaiter().GetResult();
            Open();
        }
    }

    private void Tidy()
    {
        var length = _log.Length;
        Compact(Waste > (length > RoomForFiles ? _maxBytes / 32 : Math.Max(WorthCompacting, length / 2)));
    }

    // A compaction that cannot be written leaves the log as it was, and says so itself.
    private void Compact(bool isWorthIt)
    {
        if (isWorthIt && _compaction.IsCompleted)
        {
            var waste = _log.Length - _files.RecordBytes;
            _compaction = _log.CompactAsync([.. _files.All.Select(static file => (ReadOnlyMemory<byte>)SpoolRecord.Of(file))])
                .ContinueWith(
                    done => Interlocked.Exchange(ref _kept, done.Exception is null ? 0 : waste),
                    CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default);
        }
    }
}
