using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Layers.Tests.Files.Spooling;

/// <summary>Counts how often a log says that it was compacted.</summary>
internal sealed class CompactionCounter : ILogger
{
    private int _compactions;

    public int Compactions => Volatile.Read(ref _compactions);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Name is "Compacted")
        {
            Interlocked.Increment(ref _compactions);
        }
    }
}
