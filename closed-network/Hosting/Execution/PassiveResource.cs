using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Execution;

/// <summary>Follows a resource that runs nothing itself: a parameter, a connection string, a database in a server.</summary>
internal sealed class PassiveResource(IResource resource, IServiceProvider services)
{
    private readonly ResourceNotificationService _notifications = services.GetRequiredService<ResourceNotificationService>();

    /// <summary>Says that it is there as soon as what it waits for and what it is part of are healthy.</summary>
    public async Task FollowAsync(CancellationToken stopping)
    {
        try
        {
            await _notifications.WaitForDependenciesAsync(resource, stopping);
            if (resource is IResourceWithParent { Parent: { } parent })
            {
                await _notifications.WaitForResourceHealthyAsync(parent.Name, WaitBehavior.WaitOnResourceUnavailable, stopping);
            }

            await _notifications.PublishUpdateAsync(resource, snapshot => snapshot with
            {
                State = KnownResourceStates.Running,
                StartTimeStamp = DateTime.UtcNow,
                HealthReports = [.. resource.Annotations.OfType<HealthCheckAnnotation>().Select(static check =>
                    new HealthReportSnapshot(check.Key, Status: null, Description: null, ExceptionText: null))],
            });
            await services.GetRequiredService<ResourceHealthMonitor>().WatchAsync(resource, static () => { }, stopping);
            await Task.Delay(Timeout.Infinite, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await _notifications.PublishUpdateAsync(resource, static snapshot => snapshot with { State = KnownResourceStates.Finished, HealthReports = [] });
        }
        catch (DistributedApplicationException error)
        {
            services.GetRequiredService<ResourceLoggerService>().LogOf(resource.Name).Write(error.Message, isError: true);
            await _notifications.PublishUpdateAsync(resource, static snapshot => snapshot with { State = KnownResourceStates.FailedToStart });
        }
    }
}
