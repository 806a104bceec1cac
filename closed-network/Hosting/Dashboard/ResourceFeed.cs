using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;
using Aspire.V1;

namespace Aspire.Hosting.Dashboard;

/// <summary>Tells one watcher of the resources: all that are there, then what changes. Of a resource that changes faster than he reads, he gets the latest.</summary>
internal sealed class ResourceFeed(DistributedApplicationModel model, ResourceNotificationService notifications, ResourceMessages messages)
{
    public async Task SendAsync(Func<WatchResourcesUpdate, Task> send, CancellationToken cancellationToken)
    {
        var changed = new Dictionary<string, ResourceEvent>(StringComparer.Ordinal);
        var signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var collecting = CollectAsync(changed, signal.Writer, done.Token);
        try
        {
            await SendAllAsync(send);
            while (await signal.Reader.WaitToReadAsync(cancellationToken))
            {
                signal.Reader.TryRead(out _);
                var changes = new WatchResourcesChanges();
                foreach (var update in Take(changed))
                {
                    changes.Value.Add(new WatchResourcesChange { Upsert = messages.Describe(update) });
                }

                if (changes.Value.Count > 0)
                {
                    await send(new WatchResourcesUpdate { Changes = changes });
                }
            }
        }
        finally
        {
            await done.CancelAsync();
            await collecting;
        }
    }

    private Task SendAllAsync(Func<WatchResourcesUpdate, Task> send)
    {
        var all = new InitialResourceData();
        foreach (var resource in model.Resources)
        {
            if (resource is not DashboardResource && notifications.TryGetCurrentState(resource.Name, out var state))
            {
                all.Resources.Add(messages.Describe(state));
            }
        }

        foreach (var type in all.Resources.Select(static resource => resource.ResourceType).Distinct(StringComparer.Ordinal))
        {
            all.ResourceTypes.Add(new ResourceType { UniqueName = type, DisplayName = type });
        }

        return send(new WatchResourcesUpdate { InitialData = all });
    }

    private async Task CollectAsync(Dictionary<string, ResourceEvent> changed, ChannelWriter<bool> signal, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var update in notifications.WatchAsync(cancellationToken))
            {
                if (update.Resource is DashboardResource)
                {
                    continue;
                }

                lock (changed)
                {
                    changed[update.ResourceId] = update;
                }

                signal.TryWrite(true);
            }

            signal.Complete();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The watcher has gone.
        }
    }

    private static ResourceEvent[] Take(Dictionary<string, ResourceEvent> changed)
    {
        lock (changed)
        {
            var taken = changed.Values.ToArray();
            changed.Clear();
            return taken;
        }
    }
}
