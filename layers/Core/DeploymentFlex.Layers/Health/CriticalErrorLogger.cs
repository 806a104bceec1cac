using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Layers.Health;

/// <summary>Notes what is logged as critical.</summary>
internal sealed class CriticalErrorLogger(CriticalErrors errors, string category) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is LogLevel.Critical;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            errors.Add(category, exception?.GetType().Name);
        }
    }
}
