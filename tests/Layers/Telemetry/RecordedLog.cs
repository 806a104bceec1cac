using System.Collections.Concurrent;
using DeploymentFlex.Telemetry;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Layers.Tests.Telemetry;

/// <summary>Keeps what the application says of itself, as a provider of logs is given it.</summary>
internal sealed class RecordedLog : ILoggerProvider, ILogger
{
    private readonly bool _isApplication;

    public ConcurrentQueue<(LogLevel Level, string Name, string Text, IReadOnlyList<KeyValuePair<string, object?>> State)> Lines { get; } = [];

    public RecordedLog()
    {
    }

    private RecordedLog(RecordedLog all, string category)
    {
        Lines = all.Lines;
        _isApplication = category.StartsWith($"{typeof(ITelemetry).Namespace}.Application", StringComparison.Ordinal);
    }

    public ILogger CreateLogger(string categoryName) => new RecordedLog(this, categoryName);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => _isApplication;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (_isApplication)
        {
            Lines.Enqueue((logLevel, eventId.Name ?? "", formatter(state, exception), (IReadOnlyList<KeyValuePair<string, object?>>)state!));
        }
    }

    public void Dispose()
    {
        // Nothing is held.
    }
}
