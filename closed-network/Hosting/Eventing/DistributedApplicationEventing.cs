using System.Collections.Concurrent;
using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Eventing;

/// <summary>Keeps the subscribers of each kind of event.</summary>
public class DistributedApplicationEventing : IDistributedApplicationEventing
{
    private readonly ConcurrentDictionary<Type, ImmutableArray<DistributedApplicationEventSubscription>> _subscriptions = new();

    public DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent =>
        Add<T>((@event, cancellationToken) => callback((T)@event, cancellationToken));

    public DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent =>
        Add<T>((@event, cancellationToken) =>
            ReferenceEquals(((T)@event).Resource, resource) ? callback((T)@event, cancellationToken) : Task.CompletedTask);

    public async Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent
    {
        foreach (var subscription in _subscriptions.GetValueOrDefault(typeof(T), []))
        {
            await subscription.Callback(@event, cancellationToken);
        }
    }

    private DistributedApplicationEventSubscription Add<T>(Func<IDistributedApplicationEvent, CancellationToken, Task> callback)
    {
        var subscription = new DistributedApplicationEventSubscription(callback);
        _subscriptions.AddOrUpdate(typeof(T), _ => [subscription], (_, subscriptions) => subscriptions.Add(subscription));
        return subscription;
    }
}
