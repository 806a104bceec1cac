using System.Threading.Channels;

namespace DeploymentFlex.Hosting.Watching;

/// <summary>Tells which files have been saved, once they have been left alone for a moment.</summary>
internal sealed class SourceWatcher : IDisposable
{
    // An editor writes a file in several steps, and "save all" several files.
    private static readonly TimeSpan s_settled = TimeSpan.FromMilliseconds(60);

    private readonly Channel<string> _saved = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<FileSystemWatcher> _watchers = [];

    public SourceWatcher(IEnumerable<string> folders)
    {
        foreach (var folder in folders)
        {
            var watcher = new FileSystemWatcher(folder)
            {
                IncludeSubdirectories = true,
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            watcher.Changed += Tell;
            watcher.Created += Tell;
            watcher.Deleted += Tell;
            watcher.Renamed += Tell;
            watcher.EnableRaisingEvents = true;
            _watchers.Add(watcher);
        }
    }

    /// <summary>Whether nothing has been saved that was not waited for.</summary>
    public bool IsQuiet => !_saved.Reader.TryPeek(out _);

    /// <summary>Waits for files to be saved, and then until no more are.</summary>
    public async Task<IReadOnlySet<string>> WaitAsync(Func<string, bool> isSource, CancellationToken cancellationToken)
    {
        var files = new HashSet<string>(StringComparer.Ordinal);
        while (files.Count == 0 || await IsFollowedAsync(cancellationToken))
        {
            var file = await _saved.Reader.ReadAsync(cancellationToken);
            if (isSource(file))
            {
                files.Add(file);
            }
        }

        return files;
    }

    public void Dispose() => _watchers.ForEach(static watcher => watcher.Dispose());

    private async Task<bool> IsFollowedAsync(CancellationToken cancellationToken)
    {
        using var settled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        settled.CancelAfter(s_settled);
        try
        {
            return await _saved.Reader.WaitToReadAsync(settled.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Tell(object sender, FileSystemEventArgs change) => _saved.Writer.TryWrite(change.FullPath);
}
