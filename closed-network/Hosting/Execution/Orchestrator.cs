using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Execution;

/// <summary>Starts the resources all at once, and stops each once those that depend on it have stopped.</summary>
internal sealed partial class Orchestrator(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    ResourceLoggerService logs,
    IDistributedApplicationEventing eventing,
    IConfiguration configuration,
    IServiceProvider services,
    ILogger<Orchestrator> logger) : IHostedService, IDisposable
{
    /// <summary>What still runs after this time is ended the hard way.</summary>
    public static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(4.5);

    private readonly CancellationTokenSource _stopping = new();
    private readonly List<ResourceRunner> _runners = [];
    private readonly List<Task> _passive = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        EndpointAllocator.Allocate(model.Resources, configuration.GetValue<bool>(EndpointAllocator.RandomPorts));
        foreach (var resource in model.Resources)
        {
            await notifications.PublishUpdateAsync(resource, static snapshot => snapshot with { State = KnownResourceStates.NotStarted });
            await eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, services), cancellationToken);
        }

        foreach (var resource in model.Resources)
        {
            if (ResourceLaunch.Of(resource, services) is { } launch)
            {
                var runner = new ResourceRunner(resource, launch, services, _stopping.Token);
                _runners.Add(runner);
                if (resource is not DashboardResource)
                {
                    LifecycleCommands.AddTo(resource, runner);
                }
            }
            else
            {
                _passive.Add(Task.Run(() => new PassiveResource(resource, services).FollowAsync(_stopping.Token), CancellationToken.None));
            }
        }

        foreach (var runner in _runners)
        {
            runner.Start();
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await _stopping.CancelAsync();
        var left = new List<ResourceRunner>();

        // The dashboard goes last, to hear what the services send as they stop.
        var waves = StopOrder.Waves([.. model.Resources.Where(static resource => resource is not DashboardResource)])
            .Select(wave => _runners.Where(runner => wave.Contains(runner.Resource)).ToArray())
            .Append([.. _runners.Where(static runner => runner.Resource is DashboardResource)])
            .Where(static wave => wave.Length > 0)
            .ToArray();
        foreach (var (index, wave) in waves.Index())
        {
            // One that hangs takes its wave's share of the time and not that of the others.
            var share = (StopWithin - Stopwatch.GetElapsedTime(started)) / (waves.Length - index);
            var ended = await Task.WhenAll(wave.Select(runner => runner.StopAsync(share > TimeSpan.Zero ? share : TimeSpan.Zero)));
            left.AddRange(wave.Where((_, at) => !ended[at]));
        }

        await Task.WhenAll(left.Select(static runner => runner.KillAsync()));
        await Task.WhenAll(_passive);
        foreach (var resource in model.Resources)
        {
            logs.Complete(resource);
        }

        LogStopped(logger, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    public void Dispose()
    {
        foreach (var runner in _runners)
        {
            runner.Dispose();
        }

        _stopping.Dispose();
    }

    [LoggerMessage(1, LogLevel.Information, "Everything has stopped, within {Seconds:0.0} s.")]
    private static partial void LogStopped(ILogger logger, double seconds);
}
