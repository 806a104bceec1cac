using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The log of one resource: what its process wrote, and what the engine has to say of it.</summary>
internal sealed class ResourceLog : ILogger
{
    private const int LinesKept = 1000;

    private readonly Lock _lock = new();
    private readonly Queue<LogLine> _kept = new();
    private ImmutableArray<Channel<LogLine>> _watchers = [];
    private int _lines;
    private bool _complete;

    /// <summary>Called with each line, without its time, in order.</summary>
    public Action<string, bool>? Written { get; set; }

    public void Write(string text, bool isError)
    {
        lock (_lock)
        {
            var time = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
            var line = new LogLine(++_lines, $"{time} {text}", isError);
            _kept.Enqueue(line);
            if (_kept.Count > LinesKept)
            {
                _kept.Dequeue();
            }

            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryWrite(line);
            }

            Written?.Invoke(text, isError);
        }
    }

    public void Complete()
    {
        lock (_lock)
        {
            _complete = true;
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryComplete();
            }
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var watcher = Channel.CreateUnbounded<LogLine>(new UnboundedChannelOptions { SingleReader = true });
        lock (_lock)
        {
            foreach (var line in _kept)
            {
                watcher.Writer.TryWrite(line);
            }

            if (_complete)
            {
                watcher.Writer.Complete();
            }

            _watchers = _watchers.Add(watcher);
        }

        try
        {
            while (await watcher.Reader.WaitToReadAsync(cancellationToken))
            {
                var lines = new List<LogLine>();
                while (watcher.Reader.TryRead(out var line))
                {
                    lines.Add(line);
                }

                yield return lines;
            }
        }
        finally
        {
            lock (_lock)
            {
                _watchers = _watchers.Remove(watcher);
            }
        }
    }

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Write(formatter(state, exception), logLevel >= LogLevel.Error);

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;
}
