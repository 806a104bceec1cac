using DeploymentFlex.Layers.Chains;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Files.Spooling;

/// <summary>
/// Files that were accepted while the primary was away. The content is on the disk first and its record in the journal
/// then, so that what was acknowledged survives; what a crash left without a record is removed at the next start. Keys
/// are written once, so sending them twice, in any order, does no harm.
/// </summary>
internal sealed class FileSpool : IAsyncDisposable
{
    private readonly IFileStore _contents;
    private readonly SpoolJournal _journal;
    private readonly SpoolSender _sender;
    private readonly long _maxBytes;
    private long _reserved;

    /// <param name="contents">Where the files are, of this spool alone.</param>
    /// <param name="journal">What says which of them wait; disposed of with the spool.</param>
    /// <param name="maxBytes">The largest size of what waits.</param>
    /// <param name="logger">Told what cannot be sent.</param>
    public FileSpool(IFileStore contents, SpoolJournal journal, long maxBytes, ILogger logger)
    {
        _contents = contents;
        _journal = journal;
        _maxBytes = maxBytes;
        _sender = new SpoolSender(this, contents, journal, logger);

        // A folder is listed without waiting.
        CleanAsync().GetAwaiter().GetResult();
    }

    /// <summary>What waits, oldest first.</summary>
    public IReadOnlyList<SpooledFile> Files => _journal.Files;

    /// <summary>How much waits.</summary>
    public Backlog Waiting => _journal.Waiting;

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
                await _journal.AddAsync(file);
            }
            catch
            {
                await _contents.DeleteAsync(key, CancellationToken.None);
                throw;
            }

            return file.ToStored();
        }
        finally
        {
            // What was accepted is counted by the journal.
            Interlocked.Add(ref _reserved, -reserved);
        }
    }

    /// <summary>Drops a file that waits; false when it does not.</summary>
    public async Task<bool> RemoveAsync(string key)
    {
        if (await _journal.RemoveAsync(key) is null)
        {
            return false;
        }

        await _contents.DeleteAsync(key, CancellationToken.None);
        return true;
    }

    /// <inheritdoc cref="SpoolSender.SendAsync(IFileStore, bool, CancellationToken)"/>
    public Task<int> SendAsync(IFileStore target, bool withRefused, CancellationToken cancellationToken) =>
        _sender.SendAsync(target, withRefused, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _journal.DisposeAsync();
        _sender.Dispose();
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

    private void Reserve(long bytes)
    {
        if (_journal.Waiting.Bytes + Interlocked.Add(ref _reserved, bytes) > _maxBytes)
        {
            Interlocked.Add(ref _reserved, -bytes);
            throw new SpoolFullException($"it may hold {_maxBytes} bytes, as Layers:Files:Spool:MaxBytes sets.");
        }
    }
}
