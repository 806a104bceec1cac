using System.ComponentModel;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Execution;

/// <summary>Runs the process of one resource: waits for what it waits for, starts it, watches it, starts a project again when it crashes.</summary>
internal sealed partial class ResourceRunner(
    IResource resource, ResourceLaunch launch, IServiceProvider services, CancellationToken stopping) : IDisposable
{
    private const int LastLines = 12;

    private readonly ResourceNotificationService _notifications = services.GetRequiredService<ResourceNotificationService>();
    private readonly ResourceHealthMonitor _health = services.GetRequiredService<ResourceHealthMonitor>();
    private readonly ProcessWarden _warden = services.GetRequiredService<ProcessWarden>();
    private readonly ResourceLog _log = services.GetRequiredService<ResourceLoggerService>().LogOf(resource.Name);
    private readonly ILogger _engineLog = services.GetRequiredService<ILogger<Orchestrator>>();
    private readonly RestartPolicy _restarts = new(TimeProvider.System);
    private readonly Queue<string> _lastLines = new();
    private readonly SemaphoreSlim _command = new(1);
    private volatile ResourceProcess? _process;
    private CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;
    private int _starts;

    public IResource Resource => resource;

    /// <summary>Starts the resource; again, when it was stopped before.</summary>
    public void Start()
    {
        _stop.Dispose();
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _run = Task.Run(() => RunAsync(_stop.Token), CancellationToken.None);
    }

    /// <summary>Asks the process to end, or gives up waiting to start it, and waits for as long as given.</summary>
    /// <returns>Whether it has ended.</returns>
    public async Task<bool> StopAsync(TimeSpan patience)
    {
        await _stop.CancelAsync();
        if (_process is { } process)
        {
            await PublishAsync(static snapshot => snapshot.State?.Text == KnownResourceStates.Running
                ? snapshot with { State = KnownResourceStates.Stopping }
                : snapshot);
            process.Terminate();
        }

        return await Task.WhenAny(_run, Task.Delay(patience)) == _run;
    }

    /// <summary>Stops the resource by command: what does not end when asked is killed.</summary>
    /// <returns>False when the whole application stops, which has its own order.</returns>
    public Task<bool> EndAsync(CancellationToken cancellationToken) => CommandAsync(static () => { }, cancellationToken);

    /// <summary>Starts the resource by command, and stops it first where it runs.</summary>
    /// <returns>False when the whole application stops.</returns>
    public Task<bool> RestartAsync(CancellationToken cancellationToken) => CommandAsync(
        () =>
        {
            _restarts.Forget();
            Start();
        },
        cancellationToken);

    private async Task<bool> CommandAsync(Action afterEnd, CancellationToken cancellationToken)
    {
        await _command.WaitAsync(cancellationToken);
        try
        {
            if (!stopping.IsCancellationRequested && !await StopAsync(Orchestrator.StopWithin))
            {
                await KillAsync();
            }

            if (stopping.IsCancellationRequested)
            {
                return false;
            }

            afterEnd();
            return true;
        }
        finally
        {
            _command.Release();
        }
    }

    /// <summary>Ends the process at once and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process?.Kill();
        await _run;
    }

    public void Dispose()
    {
        _process?.Dispose();
        _stop.Dispose();
        _command.Dispose();
    }

    private async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await services.GetRequiredService<IDistributedApplicationEventing>()
                .PublishAsync(new BeforeResourceStartedEvent(resource, services), stop);
            await _notifications.WaitForDependenciesAsync(resource, stop);
            while (await RunOnceAsync(stop) is { } pause)
            {
                await Task.Delay(pause, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await PublishAsync(static snapshot => snapshot.ExitCode is null ? snapshot with { State = KnownResourceStates.Finished } : snapshot);
        }
#pragma warning disable CA1031 // Whatever keeps this resource from starting is told, and the others go on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            await FailAsync(error is DistributedApplicationException or Win32Exception ? error.Message : error.ToString());
        }
    }

    // Returns how long to wait before the next start; null when there is to be none.
    private async Task<TimeSpan?> RunOnceAsync(CancellationToken stop)
    {
        var process = await StartAsync(stop);
        using var exited = new CancellationTokenSource();
        var watch = WatchHealthAsync(exited.Token);
        var exitCode = await process.WaitForExitAsync();
        _warden.Forget(process.Id);
        await exited.CancelAsync();
        await watch;
        _process = null;
        process.Dispose();
        await launch.CleanUpAsync();

        var ended = exitCode == 0 || stop.IsCancellationRequested ? KnownResourceStates.Finished : KnownResourceStates.Exited;
        await PublishAsync(snapshot => snapshot with
        {
            State = ended, ExitCode = exitCode, StopTimeStamp = DateTime.UtcNow, HealthReports = [],
        });
        return stop.IsCancellationRequested ? null : await AfterAsync(exitCode);
    }

    private async Task<ResourceProcess> StartAsync(CancellationToken stop)
    {
        var restarts = _starts++;
        await PublishAsync(snapshot => snapshot with
        {
            State = KnownResourceStates.Starting, ExitCode = null, StopTimeStamp = null,
            Properties = snapshot.Properties.With([new("executable.restarts", restarts)]),
        });
        var start = await launch.PrepareAsync(stop);
        start.Environment[ProcessWarden.RunVariable] = _warden.RunId;
        stop.ThrowIfCancellationRequested();

        var process = ResourceProcess.Start(start, Write);
        _process = process;
        _warden.Watch(process.Id);
        if (stop.IsCancellationRequested)
        {
            process.Terminate();
        }

        await PublishAsync(snapshot => snapshot with
        {
            State = KnownResourceStates.Running,
            StartTimeStamp = DateTime.UtcNow,
            Properties = snapshot.Properties.With([.. launch.Properties, new("executable.pid", process.Id)]),
            Urls = [.. resource.Annotations.OfType<EndpointAnnotation>().Select(static endpoint =>
                new UrlSnapshot(endpoint.Name, endpoint.AllocatedEndpoint!.UriString, IsInternal: false))],
            HealthReports = [.. resource.Annotations.OfType<HealthCheckAnnotation>().Select(static check =>
                new HealthReportSnapshot(check.Key, Status: null, Description: null, ExceptionText: null))],
        });
        return process;
    }

    private async Task WatchHealthAsync(CancellationToken exited)
    {
        try
        {
            await _health.WatchAsync(resource, _restarts.BecameHealthy, exited);
        }
        catch (OperationCanceledException) when (exited.IsCancellationRequested)
        {
            // The process has ended; its health is told by its state.
        }
    }

    private async Task<TimeSpan?> AfterAsync(int exitCode)
    {
        if (!launch.StartsAgain)
        {
            if (exitCode != 0)
            {
                LogFailure(_engineLog, resource.Name, $"It stopped with exit code {exitCode}.", LinesWritten());
            }

            return null;
        }

        if (_restarts.Next(exitCode) is { } pause)
        {
            LogRestart(_log, exitCode, pause.TotalSeconds, _restarts.Restarts, RestartPolicy.Limit);
            return pause;
        }

        if (exitCode != 0)
        {
            await FailAsync(exitCode == RestartPolicy.WrongSettings
                ? $"It stopped with exit code {exitCode}: its settings are wrong."
                : $"It stopped with exit code {exitCode} and was started again {RestartPolicy.Limit} times. It is not started any more.");
        }

        return null;
    }

    private async Task FailAsync(string reason)
    {
        var lastLines = LinesWritten();
        _log.Write(reason, isError: true);
        LogFailure(_engineLog, resource.Name, reason, lastLines);
        await PublishAsync(static snapshot => snapshot with { State = KnownResourceStates.FailedToStart, HealthReports = [] });
    }

    private string LinesWritten()
    {
        lock (_lastLines)
        {
            return _lastLines.Count == 0 ? "" : $"{Environment.NewLine}Its last lines:{Environment.NewLine}  {string.Join($"{Environment.NewLine}  ", _lastLines)}";
        }
    }

    private void Write(string line, bool isError)
    {
        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > LastLines)
            {
                _lastLines.Dequeue();
            }
        }

        _log.Write(line, isError);
    }

    private Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) => _notifications.PublishUpdateAsync(resource, change);

    [LoggerMessage(1, LogLevel.Warning, "Stopped with exit code {ExitCode}. Restart {Restart} of at most {Limit} in {Seconds} s.")]
    private static partial void LogRestart(ILogger logger, int exitCode, double seconds, int restart, int limit);

    [LoggerMessage(2, LogLevel.Error, "{Resource} does not run. {Reason}{LastLines}")]
    private static partial void LogFailure(ILogger logger, string resource, string reason, string lastLines);
}
