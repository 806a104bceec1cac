using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Knows the latest state of every resource and tells those who watch.</summary>
public class ResourceNotificationService : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ResourceEvent> _current = new(StringComparer.OrdinalIgnoreCase);
    private ImmutableArray<Channel<ResourceEvent>> _watchers = [];
    private bool _disposed;

    /// <summary>Changes what is known of a resource; the function gets what was known before.</summary>
    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(stateFactory);
        lock (_lock)
        {
            var before = _current.TryGetValue(resource.Name, out var known)
                ? known.Snapshot
                : new CustomResourceSnapshot { ResourceType = TypeOf(resource), Properties = [], CreationTimeStamp = DateTime.UtcNow };
            var update = new ResourceEvent(resource, resource.Name, stateFactory(before));
            _current[resource.Name] = update;
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryWrite(update);
            }
        }

        return Task.CompletedTask;
    }

    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        lock (_lock)
        {
            return _current.TryGetValue(resourceId, out resourceEvent);
        }
    }

    /// <summary>The latest state of each resource, then every change until the application is disposed.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var watcher = Channel.CreateUnbounded<ResourceEvent>(new UnboundedChannelOptions { SingleReader = true });
        lock (_lock)
        {
            foreach (var known in _current.Values)
            {
                watcher.Writer.TryWrite(known);
            }

            if (_disposed)
            {
                watcher.Writer.Complete();
            }

            _watchers = _watchers.Add(watcher);
        }

        try
        {
            await foreach (var update in watcher.Reader.ReadAllAsync(cancellationToken))
            {
                yield return update;
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

    /// <summary>Waits until the resource is as the predicate says.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the application was disposed first.</exception>
    public async Task<ResourceEvent> WaitForResourceAsync(
        string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        await foreach (var update in WatchAsync(cancellationToken))
        {
            if (string.Equals(update.Resource.Name, resourceName, StringComparison.OrdinalIgnoreCase) && predicate(update))
            {
                return update;
            }
        }

        throw new OperationCanceledException("The application was disposed while a resource was waited for.");
    }

    /// <summary>Waits until the resource is in a state, <see cref="KnownResourceStates.Running"/> unless another is named.</summary>
    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(
            resourceName, update => update.Snapshot.State?.Text == (targetState ?? KnownResourceStates.Running), cancellationToken);

    /// <summary>Waits until the resource is healthy.</summary>
    /// <exception cref="DistributedApplicationException">The resource failed to start.</exception>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, WaitBehavior.StopOnResourceUnavailable, cancellationToken);

    /// <inheritdoc cref="WaitForResourceHealthyAsync(string, CancellationToken)"/>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(
        string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default) =>
        WaitUntilAsync(resourceName, waitBehavior, static update => update.Snapshot.HealthStatus is HealthStatus.Healthy, cancellationToken);

    /// <summary>Waits for everything that the resource was told to wait for.</summary>
    /// <exception cref="DistributedApplicationException">One of them failed to start.</exception>
    public async Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var waits = resource.Annotations.OfType<WaitAnnotation>().ToArray();
        if (waits.Length > 0)
        {
            await PublishUpdateAsync(resource, static snapshot => snapshot with { State = KnownResourceStates.Waiting });
        }

        await Task.WhenAll(waits.Select(wait => WaitForAsync(wait, cancellationToken)));
    }

    private Task<ResourceEvent> WaitForAsync(WaitAnnotation wait, CancellationToken cancellationToken)
    {
        var name = wait.Resource.Name;
        // One that could still be started by hand is waited for; one that was to be done and failed is not.
        var behavior = wait.WaitBehavior ?? WaitBehavior.WaitOnResourceUnavailable;
        return wait.WaitType switch
        {
            WaitType.WaitUntilHealthy => WaitForResourceHealthyAsync(name, behavior, cancellationToken),
            WaitType.WaitForCompletion => WaitUntilAsync(
                name, WaitBehavior.StopOnResourceUnavailable, update => update.Snapshot.ExitCode == wait.ExitCode, cancellationToken),
            _ => WaitUntilAsync(
                name, behavior, static update => update.Snapshot.State?.Text == KnownResourceStates.Running, cancellationToken),
        };
    }

    private async Task<ResourceEvent> WaitUntilAsync(
        string name, WaitBehavior behavior, Func<ResourceEvent, bool> reached, CancellationToken cancellationToken)
    {
        var stopEarly = behavior is WaitBehavior.StopOnResourceUnavailable;
        var last = await WaitForResourceAsync(name, update => reached(update) || (stopEarly && HasFailed(update)), cancellationToken);
        return reached(last)
            ? last
            : throw new DistributedApplicationException($"'{name}', which it waits for, is {last.Snapshot.State?.Text}.");
    }

    // Exited is no failure for good of a project: this engine starts it again when it has crashed.
    private static bool HasFailed(ResourceEvent update) =>
        update.Snapshot.State?.Text is { } state
        && (state == KnownResourceStates.FailedToStart || state == KnownResourceStates.Finished
            || (state == KnownResourceStates.Exited && update.Resource is not ProjectResource));

    private static string TypeOf(IResource resource) => resource switch
    {
        ProjectResource => "Project",
        ContainerResource => "Container",
        ExecutableResource => "Executable",
        ParameterResource => "Parameter",
        _ => resource.GetType().Name.Replace("Resource", "", StringComparison.Ordinal),
    };

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryComplete();
            }
        }

        GC.SuppressFinalize(this);
    }
}
