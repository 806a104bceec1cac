using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Hosting;

/// <summary>Stops everything, with exit code 1, when the first resource fails for good or is not healthy in time.</summary>
internal sealed partial class FailFast(
    DeploymentSettings settings,
    ResourceNotificationService notifications,
    ResourceLoggerService logs,
    IHostApplicationLifetime lifetime,
    ILogger<FailFast> logger) : IDistributedApplicationEventingSubscriber
{
    /// <summary>How often a resource that is started again may crash.</summary>
    private const int CrashLimit = 4;

    private const int LastLines = 12;

    // An engine that starts a crashed resource again does so within 8 s.
    private static readonly TimeSpan s_startedAgainWithin = TimeSpan.FromSeconds(10);

    // A log has no end while its engine runs: silence is taken for it.
    private static readonly TimeSpan s_silence = TimeSpan.FromMilliseconds(300);

    public Task SubscribeAsync(
        IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        eventing.Subscribe<BeforeStartEvent>(BeginAsync);
        return Task.CompletedTask;
    }

    private Task BeginAsync(BeforeStartEvent start, CancellationToken cancellationToken)
    {
        foreach (var resource in start.Model.Resources)
        {
            _ = WatchAsync(resource);
        }

        return Task.CompletedTask;
    }

    private async Task WatchAsync(IResource resource)
    {
        try
        {
            var (reason, resourceId) = await await Task.WhenAny(FailureAsync(resource), EndAsync(resource), DelayAsync(resource));
            var lastLines = await ReadLastLinesAsync(resourceId);
            if (!lifetime.ApplicationStopping.IsCancellationRequested)
            {
                LogFailure(logger, resource.Name, reason, lastLines);
                Environment.ExitCode = 1;
                lifetime.StopApplication();
            }
        }
        catch (OperationCanceledException)
        {
            // Everything stops, for another reason.
        }
    }

    // Fails for good, or crashes too often where the engine starts it again.
    private async Task<(string Reason, string ResourceId)> FailureAsync(IResource resource)
    {
        var (crashes, before) = (0, "");
        var failed = await notifications.WaitForResourceAsync(
            resource.Name,
            update =>
            {
                var state = update.Snapshot.State?.Text ?? "";
                crashes += HasCrashed(update) && state != before ? 1 : 0;
                before = state;
                return state == KnownResourceStates.FailedToStart
                    || (state == KnownResourceStates.Finished && update.Snapshot.ExitCode > 0)
                    || crashes == CrashLimit;
            },
            lifetime.ApplicationStopping);
        return (Describe(failed.Snapshot), failed.ResourceId);
    }

    // Crashes, and is not started again.
    private async Task<(string Reason, string ResourceId)> EndAsync(IResource resource)
    {
        while (true)
        {
            var update = await notifications.WaitForResourceAsync(resource.Name, HasCrashed, lifetime.ApplicationStopping);
            if (!await IsStartedAgainAsync(resource))
            {
                return (Describe(update.Snapshot), update.ResourceId);
            }
        }
    }

    private async Task<(string Reason, string ResourceId)> DelayAsync(IResource resource)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
        limit.CancelAfter(settings.FailFastWithin);
        ResourceEvent? last = null;
        try
        {
            await notifications.WaitForResourceAsync(resource.Name, update => IsReady((last = update).Snapshot), limit.Token);
        }
        catch (OperationCanceledException) when (!lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // One that nothing has asked to start is not late.
            if (last?.Snapshot.State is { } state && state.Text != KnownResourceStates.NotStarted)
            {
                var detail = last.Snapshot.HealthReports.Select(static report => report.Description ?? report.ExceptionText).FirstOrDefault(static text => text is not null);
                return ($"It is {state.Text} and not healthy after {settings.FailFastWithin.TotalSeconds:0} s. {detail}", last.ResourceId);
            }
        }

        await Task.Delay(Timeout.Infinite, lifetime.ApplicationStopping);
        throw new OperationCanceledException();
    }

    private async Task<bool> IsStartedAgainAsync(IResource resource)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
        limit.CancelAfter(s_startedAgainWithin);
        try
        {
            await notifications.WaitForResourceAsync(resource.Name, static update => update.Snapshot.State?.Text != KnownResourceStates.Exited, limit.Token);
            return true;
        }
        catch (OperationCanceledException) when (!lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<string> ReadLastLinesAsync(string resourceId)
    {
        var lines = new Queue<string>();
        using var silence = new CancellationTokenSource(s_silence);
        try
        {
            await foreach (var line in logs.WatchAsync(resourceId).WithCancellation(silence.Token))
            {
                foreach (var one in line)
                {
                    lines.Enqueue(one.Content);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // What was there has been read.
        }

        return lines.Count == 0 ? "" : $"{Environment.NewLine}Its last lines:{Environment.NewLine}  {string.Join($"{Environment.NewLine}  ", lines.TakeLast(LastLines))}";
    }

    private static string Describe(CustomResourceSnapshot snapshot) =>
        snapshot.ExitCode is { } code ? $"It stopped with exit code {code}." : "It does not start.";

    private static bool HasCrashed(ResourceEvent update) =>
        update.Snapshot.State?.Text == KnownResourceStates.Exited && update.Snapshot.ExitCode > 0;

    private static bool IsReady(CustomResourceSnapshot snapshot) =>
        snapshot.HealthStatus is HealthStatus.Healthy || (snapshot.State?.Text == KnownResourceStates.Finished && snapshot.ExitCode == 0);

    [LoggerMessage(1, LogLevel.Critical, "{Resource} fails, and everything stops (--fail-fast). {Reason}{LastLines}")]
    private static partial void LogFailure(ILogger logger, string resource, string reason, string lastLines);
}
