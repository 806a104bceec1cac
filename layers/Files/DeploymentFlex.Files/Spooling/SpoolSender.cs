using DeploymentFlex.Layers;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Files.Spooling;

/// <summary>
/// Brings what waits to the primary. What is wrong with one file, or with the disk that it waits on, is no failure of the
/// primary, and keeps no other file away from it.
/// </summary>
internal sealed partial class SpoolSender(FileSpool spool, IFileStore contents, SpoolJournal journal, ILogger logger) : IDisposable
{
    // More than a few large ones would take much memory, and fewer would not keep up with what comes meanwhile.
    private const int SentAtOnce = 4;

    private readonly SemaphoreSlim _sending = new(1);

    /// <summary>
    /// Sends what waits, oldest first, and returns how many files got there. What the target refuses for good, or this disk
    /// does not give out, stays, and is in nobody's way.
    /// </summary>
    /// <param name="target">The primary.</param>
    /// <param name="withRefused">Whether those are tried again that were refused.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="Exception">The target does not take files now; whatever it threw.</exception>
    public async Task<int> SendAsync(IFileStore target, bool withRefused, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            var sent = 0;
            var options = new ParallelOptions { MaxDegreeOfParallelism = SentAtOnce, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(journal.Files.Where(file => withRefused || file.Refusal is null), options, async (file, token) =>
            {
                if (await SendAsync(file, target, token))
                {
                    Interlocked.Increment(ref sent);
                }
            });

            if (sent > 0)
            {
                LogSent(logger, sent);
            }

            return sent;
        }
        finally
        {
            _sending.Release();
        }
    }

    public void Dispose() => _sending.Dispose();

    private async Task<bool> SendAsync(SpooledFile file, IFileStore target, CancellationToken cancellationToken)
    {
        Stream? content;
        try
        {
            content = await contents.OpenReadAsync(file.Key, 0, length: null, cancellationToken);
        }
        catch (Exception error) when (IsOfThisDisk(error))
        {
            return await RefuseAsync(file, Unreadable(error));
        }

        if (content is null)
        {
            return journal.TryFind(file.Key, out _) && await RefuseAsync(file, "its content is gone from the spool");
        }

        await using (content)
        {
            return await SendAsync(file, content, target, cancellationToken);
        }
    }

    private async Task<bool> SendAsync(SpooledFile file, Stream content, IFileStore target, CancellationToken cancellationToken)
    {
        await using var source = new SourceStream(content);
        StoredFile? there;
        try
        {
            there = await target.WriteAsync(file.Key, source, file.Size, cancellationToken);
        }
        catch (Exception) when (source.Failure is { } failure && IsOfThisDisk(failure))
        {
            return await RefuseAsync(file, Unreadable(source.Failure));
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

        return await SentAsync(file, target, cancellationToken);
    }

    private async Task<bool> SentAsync(SpooledFile file, IFileStore target, CancellationToken cancellationToken)
    {
        bool waited;
        try
        {
            waited = await spool.RemoveAsync(file.Key);
        }
        catch (Exception error) when (IsOfThisDisk(error))
        {
            LogNotNoted(logger, file.Key, error.Message);
            return true;
        }

        if (!waited)
        {
            // It was deleted while it was on its way.
            await target.DeleteAsync(file.Key, cancellationToken);
        }

        return true;
    }

    private async Task<bool> RefuseAsync(SpooledFile file, string reason)
    {
        LogRefused(logger, file.Key, reason);
        try
        {
            await journal.RefuseAsync(file, reason);
        }
        catch (Exception error) when (IsOfThisDisk(error))
        {
            LogNotNoted(logger, file.Key, error.Message);
        }

        return false;
    }

    private static bool IsOfThisDisk(Exception error) => error is IOException or UnauthorizedAccessException;

    private static string Unreadable(Exception error) => $"it cannot be read from the spool: {error.Message}";

    [LoggerMessage(1, LogLevel.Information, "Sent {Count} files from the spool to the primary")]
    private static partial void LogSent(ILogger logger, int count);

    [LoggerMessage(2, LogLevel.Error, "The spooled file {Key} cannot be sent: {Reason}; it stays in the spool until it is replayed or discarded")]
    private static partial void LogRefused(ILogger logger, string key, string reason);

    [LoggerMessage(3, LogLevel.Error, "What became of the spooled file {Key} could not be noted: {Reason}; it is looked at again with the next probe")]
    private static partial void LogNotNoted(ILogger logger, string key, string reason);
}
