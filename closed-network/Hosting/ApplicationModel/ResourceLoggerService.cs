using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Holds the latest lines of each resource's log and passes new ones on.</summary>
public class ResourceLoggerService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A logger whose messages become lines of the resource's log.</summary>
    public ILogger GetLogger(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return GetLogger(resource.Name);
    }

    /// <inheritdoc cref="GetLogger(IResource)"/>
    public ILogger GetLogger(string resourceName) => LogOf(resourceName);

    /// <summary>The lines held, then each new one, until the log is complete.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return WatchAsync(resource.Name);
    }

    /// <inheritdoc cref="WatchAsync(IResource)"/>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => LogOf(resourceName).WatchAsync();

    /// <summary>Ends the log; those who watch get what is left and then the end.</summary>
    public void Complete(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        LogOf(resource.Name).Complete();
    }

    public void Dispose()
    {
        foreach (var log in _logs.Values)
        {
            log.Complete();
        }

        GC.SuppressFinalize(this);
    }

    internal ResourceLog LogOf(string resourceName) => _logs.GetOrAdd(resourceName, static _ => new ResourceLog());
}
