using DeploymentFlex.Files.Local;
using DeploymentFlex.Layers;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Files.Spooling;

/// <summary>
/// Files that were accepted while the primary was away. The content is on the disk first and its record in the journal
/// then, so that what was acknowledged survives; what a crash left without a record is removed at the next start. Keys
/// are written once, so sending them twice, in any order, does no harm.
/// </summary>
internal sealed partial class FileSpool : IAsyncDisposable
{
    // More than a few large ones would take much memory, and fewer would not keep up with what comes meanwhile.
    private const int SentAtOnce = 4;

    private readonly LocalFileStore _contents;
    private readonly SpoolJournal _journal;
    private readonly SemaphoreSlim _sending = new(1);
    private readonly long _maxBytes;
    private readonly ILogger _logger;
    private long _bytes;

    /// <param name="folder">Its folder, absolute.</param>
    /// <param name="maxBytes">The largest size of what waits.</param>
    /// <param name="logger">Told what cannot be sent.</param>
    /// <exception cref="DeploymentFlex.Layers.RecordLogs.RecordLogException">Another process has it open, or it cannot be read.</exception>
    public FileSpool(string folder, long maxBytes, ILogger logger)
    {
        _contents = new LocalFileStore(ContentsIn(folder));
        _journal = new SpoolJournal(JournalIn(folder), logger);
        _maxBytes = maxBytes;
        _logger = logger;
        _bytes = _journal.Files.Sum(static file => file.Size);

        // A folder is listed without waiting.
        CleanAsync().GetAwaiter().GetResult();
    }

    /// <summary>What waits, oldest first.</summary>
    public IReadOnlyList<SpooledFile> Files => _journal.Files;

    /// <summary>The bytes of what waits.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public static string ContentsIn(string folder) => Path.Combine(folder, "contents");

    public static string JournalIn(string folder) => Path.Combine(folder, "journal");

    /// <summary>The file of a key, when it waits.</summary>
    public SpooledFile? Find(string key) => _journal.TryFind(key, out var file) ? file : null;

    /// <summary>Opens a file that waits; null when it no longer does.</summary>
    public ValueTask<Stream?> OpenReadAsync(string key, long offset, long? length, CancellationToken cancellationToken) =>
        _contents.OpenReadAsync(key, offset, length, cancellationToken);

    /// <summary>Accepts a file: it is on the disk, with its record, when this returns.</summary>
    /// <exception cref="SpoolFullException">There is no room for it.</exception>
    public async Task<StoredFile> WriteAsync(string key, Stream content, long? expectedLength, CancellationToken cancellationToken)
    {
        long reserved = 0;
        try
        {
            Reserve(expectedLength ?? 0);
            reserved = expectedLength ?? 0;
            long read = 0;
            await using var bounded = new BoundedStream(content, count =>
            {
                read += count;
                if (read > reserved)
                {
                    Reserve(read - reserved);
                    reserved = read;
                }
            });
            var stored = await _contents.WriteAsync(key, bounded, expectedLength, cancellationToken);
            var file = new SpooledFile(key, stored.Size, stored.Sha256!, stored.ModifiedAt);
            try
            {
                await _journal.KeepAsync(file);
            }
            catch
            {
                await _contents.DeleteAsync(key, CancellationToken.None);
                throw;
            }

            return file.ToStored();
        }
        catch
        {
            Interlocked.Add(ref _bytes, -reserved);
            throw;
        }
    }

    /// <summary>Drops a file that waits; false when it does not.</summary>
    public async Task<bool> RemoveAsync(string key)
    {
        if (await _journal.RemoveAsync(key) is not { } file)
        {
            return false;
        }

        await _contents.DeleteAsync(key, CancellationToken.None);
        Interlocked.Add(ref _bytes, -file.Size);
        return true;
    }

    /// <summary>Sends what waits, oldest first, and returns how many files got there. What the target refuses for good stays, and is in nobody's way.</summary>
    /// <exception cref="Exception">The target does not take files now; whatever it threw.</exception>
    public async Task<int> SendAsync(IFileStore target, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            var sent = 0;
            var options = new ParallelOptions { MaxDegreeOfParallelism = SentAtOnce, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(_journal.Files.Where(static file => file.Refusal is null), options, async (file, token) =>
            {
                if (await SendAsync(file, target, token))
                {
                    Interlocked.Increment(ref sent);
                }
            });

            if (sent > 0)
            {
                LogSent(_logger, sent);
            }

            return sent;
        }
        finally
        {
            _sending.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _journal.DisposeAsync();
        _sending.Dispose();
    }

    /// <summary>Removes the contents that a crash left without a record.</summary>
    private async Task CleanAsync()
    {
        string? cursor = null;
        do
        {
            var page = await _contents.ListAsync(prefix: null, cursor, limit: 500, CancellationToken.None);
            foreach (var file in page.Files.Where(file => !_journal.TryFind(file.Key, out _)))
            {
                await _contents.DeleteAsync(file.Key, CancellationToken.None);
            }

            cursor = page.Cursor;
        }
        while (cursor is not null);
    }

    private async Task<bool> SendAsync(SpooledFile file, IFileStore target, CancellationToken cancellationToken)
    {
        await using var content = await _contents.OpenReadAsync(file.Key, 0, length: null, cancellationToken);
        if (content is null)
        {
            return Find(file.Key) is not null && await RefuseAsync(file, "its content is gone from the spool");
        }

        StoredFile? there;
        try
        {
            there = await target.WriteAsync(file.Key, content, file.Size, cancellationToken);
        }
        catch (FileExistsException)
        {
            // Sent before, and the answer or the record of it was lost; or somebody else's.
            there = await target.FindAsync(file.Key, cancellationToken);
            if (there?.Sha256 != file.Sha256)
            {
                return await RefuseAsync(file, "another file has its key there");
            }
        }

        catch (Exception error) when (error is LayerAnswerException or ArgumentException)
        {
            return await RefuseAsync(file, error.Message);
        }

        if (there.Sha256 != file.Sha256)
        {
            await target.DeleteAsync(file.Key, cancellationToken);
            return await RefuseAsync(file, "its content was damaged in the spool");
        }

        if (!await RemoveAsync(file.Key))
        {
            // It was deleted while it was on its way.
            await target.DeleteAsync(file.Key, cancellationToken);
        }

        return true;
    }

    private async Task<bool> RefuseAsync(SpooledFile file, string reason)
    {
        LogRefused(_logger, file.Key, reason);
        await _journal.KeepAsync(file with { Refusal = reason });
        return false;
    }

    private void Reserve(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) > _maxBytes)
        {
            Interlocked.Add(ref _bytes, -bytes);
            throw new SpoolFullException(_maxBytes);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Sent {Count} files from the spool to the primary")]
    private static partial void LogSent(ILogger logger, int count);

    [LoggerMessage(2, LogLevel.Error, "The spooled file {Key} cannot be sent: {Reason}; it stays in the spool until it is discarded")]
    private static partial void LogRefused(ILogger logger, string key, string reason);
}
