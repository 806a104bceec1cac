using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The log of one resource: what its process wrote, and what the engine has to say of it.</summary>
internal sealed class ResourceLog : ILogger
{
    private const int LinesKept = 1000;

    private readonly Lock _lock = new();
    private readonly Queue<LogLine> _kept = new();
    private TaskCompletionSource? _changed;
    private int _lines;
    private bool _complete;

    /// <summary>Called with each line, without its time, in order.</summary>
    public Action<string, bool>? Written { get; set; }

    public void Write(string text, bool isError)
    {
        lock (_lock)
        {
            var time = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
            _kept.Enqueue(new LogLine(++_lines, $"{time} {text}", isError));
            if (_kept.Count > LinesKept)
            {
                _kept.Dequeue();
            }

            TellWatchers();
            Written?.Invoke(text, isError);
        }
    }

    public void Complete()
    {
        lock (_lock)
        {
            _complete = true;
            TellWatchers();
        }
    }

    /// <summary>The lines held.</summary>
    public IReadOnlyList<LogLine> Kept()
    {
        lock (_lock)
        {
            return [.. _kept];
        }
    }

    /// <summary>The lines held, then new ones. Who reads too slowly misses lines, as their numbers show, and nothing is kept for him.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var last = 0;
        while (true)
        {
            var (lines, changed) = After(last);
            if (lines.Count > 0)
            {
                last = lines[^1].LineNumber;
                yield return lines;
            }
            else if (changed is not null)
            {
                await changed.WaitAsync(cancellationToken);
            }
            else
            {
                yield break;
            }
        }
    }

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Write(formatter(state, exception), logLevel >= LogLevel.Error);

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    // The task ends with the next change; there is none after the end of the log.
    private (List<LogLine> Lines, Task? Changed) After(int last)
    {
        lock (_lock)
        {
            List<LogLine> lines = [.. _kept.SkipWhile(line => line.LineNumber <= last)];
            if (!_complete)
            {
                _changed ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return (lines, _changed?.Task);
        }
    }

    private void TellWatchers()
    {
        _changed?.SetResult();
        _changed = null;
    }
}
