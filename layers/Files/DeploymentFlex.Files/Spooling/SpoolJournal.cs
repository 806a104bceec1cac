using System.Diagnostics.CodeAnalysis;
using DeploymentFlex.Layers.RecordLogs;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Files.Spooling;

/// <summary>Which files wait, on the disk before it is acknowledged. Small, as what was sent is compacted away.</summary>
internal sealed class SpoolJournal : IAsyncDisposable
{
    private const long MaxBytes = 64L << 20;
    private const long WorthCompacting = 1L << 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, SpooledFile> _files = new(StringComparer.Ordinal);
    private readonly string _path;
    private readonly ILogger _logger;
    private RecordLog _log;

    public SpoolJournal(string path, ILogger logger)
    {
        _path = path;
        _logger = logger;
        _log = Open();
    }

    /// <summary>What waits, oldest first.</summary>
    public IReadOnlyList<SpooledFile> Files
    {
        get
        {
            lock (_gate)
            {
                return [.. _files.Values.OrderBy(static file => file.At)];
            }
        }
    }

    public static RecordLogOptions OptionsOf(string path) =>
        new() { Path = path, Kind = SpoolRecord.Kind, Version = SpoolRecord.Version, MaxBytes = MaxBytes };

    public bool TryFind(string key, [NotNullWhen(true)] out SpooledFile? file)
    {
        lock (_gate)
        {
            return _files.TryGetValue(key, out file);
        }
    }

    /// <summary>Keeps that a file waits, or what has become of it.</summary>
    /// <exception cref="RecordLogFullException">There is no room for it.</exception>
    public async Task KeepAsync(SpooledFile file)
    {
        Task flushed;
        lock (_gate)
        {
            Mend();
            Compact(_log.Length > MaxBytes / 2);
            _log.Append(new SpoolRecord(file.Key, file).ToBytes());
            _files[file.Key] = file;
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

    /// <summary>Keeps that a file no longer waits; null when it did not.</summary>
    public async Task<SpooledFile?> RemoveAsync(string key)
    {
        SpooledFile? file;
        Task flushed;
        lock (_gate)
        {
            Mend();
            if (!_files.Remove(key, out file))
            {
                return null;
            }

            _log.Append(new SpoolRecord(key, File: null).ToBytes());
            Compact(_log.Length > WorthCompacting && _files.Count == 0);
            flushed = _log.FlushAsync(CancellationToken.None);
        }

        await flushed;
        return file;
    }

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    private RecordLog Open()
    {
        _files.Clear();
        return RecordLog.Open(OptionsOf(_path), record => SpoolRecord.Apply(record, _files), _logger);
    }

    // A write that failed, as on a full disk, ends a log: what is whole on the disk counts, and the next one may work.
    private void Mend()
    {
        if (_log.Failure is not null)
        {
            _log.DisposeAsync().AsTask().GetAwaiter().GetResult();
            _log = Open();
        }
    }

    // A compaction that cannot be written leaves the log as it was, and says so itself.
    private void Compact(bool isWorthIt)
    {
        if (isWorthIt)
        {
            var alive = _files.Values.Select(static file => (ReadOnlyMemory<byte>)new SpoolRecord(file.Key, file).ToBytes()).ToList();
            _ = _log.CompactAsync(alive).ContinueWith(
                static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }
}
