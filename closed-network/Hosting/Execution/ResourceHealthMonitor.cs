using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Execution;

/// <summary>Runs the health checks of a resource: often until it is healthy for the first time, then now and then.</summary>
internal sealed class ResourceHealthMonitor(
    HealthCheckService checks, ResourceNotificationService notifications, IDistributedApplicationEventing eventing, IServiceProvider services)
{
    private static readonly TimeSpan s_whileStarting = TimeSpan.FromMilliseconds(75);
    private const int ChecksWhileStarting = 400;

    private static readonly TimeSpan s_whileUnhealthy = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_whileHealthy = TimeSpan.FromSeconds(5);

    /// <summary>Publishes what the checks find until the token is cancelled.</summary>
    /// <param name="resource">The resource, which runs.</param>
    /// <param name="becameHealthy">Called when it is healthy for the first time.</param>
    /// <param name="cancellationToken">Cancelled when the process has ended.</param>
    public async Task WatchAsync(IResource resource, Action becameHealthy, CancellationToken cancellationToken)
    {
        var keys = resource.Annotations.OfType<HealthCheckAnnotation>().Select(static check => check.Key).ToHashSet(StringComparer.Ordinal);
        var ready = false;
        var done = 0;
        ImmutableArray<HealthReportSnapshot> published = [];
        while (!cancellationToken.IsCancellationRequested)
        {
            var report = await checks.CheckHealthAsync(registration => keys.Contains(registration.Name), cancellationToken);
            var healthy = keys.Count == 0 || report.Status is HealthStatus.Healthy;
            var found = Describe(report);
            if (!found.SequenceEqual(published))
            {
                published = found;
                var now = DateTime.UtcNow;
                await notifications.PublishUpdateAsync(resource, snapshot => snapshot with
                {
                    HealthReports = [.. found.Select(one => one with { LastRunAt = now })],
                });
            }

            if (healthy && !ready)
            {
                ready = true;
                becameHealthy();
                await eventing.PublishAsync(new ResourceReadyEvent(resource, services), cancellationToken);
            }

            if (keys.Count == 0)
            {
                return;
            }

            await Task.Delay(healthy ? s_whileHealthy : ready || ++done > ChecksWhileStarting ? s_whileUnhealthy : s_whileStarting, cancellationToken);
        }
    }

    private static ImmutableArray<HealthReportSnapshot> Describe(HealthReport report) =>
        [.. report.Entries.Select(static entry => new HealthReportSnapshot(
            entry.Key, entry.Value.Status, entry.Value.Description, entry.Value.Exception?.Message))];
}
