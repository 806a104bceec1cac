using System.ComponentModel;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Execution;

/// <summary>Runs one project: waits for what it waits for, starts it, watches it, starts it again when it crashes.</summary>
internal sealed partial class ProjectRunner(ProjectResource project, IServiceProvider services, CancellationToken stopping) : IDisposable
{
    private const int LastLines = 12;

    private readonly ResourceNotificationService _notifications = services.GetRequiredService<ResourceNotificationService>();
    private readonly ResourceHealthMonitor _health = services.GetRequiredService<ResourceHealthMonitor>();
    private readonly ProcessWarden _warden = services.GetRequiredService<ProcessWarden>();
    private readonly ResourceLog _log = services.GetRequiredService<ResourceLoggerService>().LogOf(project.Name);
    private readonly RestartPolicy _restarts = new(TimeProvider.System);
    private readonly Queue<string> _lastLines = new();
    private volatile ResourceProcess? _process;
    private Task _run = Task.CompletedTask;

    public void Start() => _run = Task.Run(RunAsync, CancellationToken.None);

    /// <summary>Asks the process to end and waits, for as long as given.</summary>
    /// <returns>Whether it has ended.</returns>
    public async Task<bool> StopAsync(TimeSpan patience)
    {
        if (_process is { } process)
        {
            await PublishAsync(static snapshot => snapshot.State?.Text == KnownResourceStates.Running
                ? snapshot with { State = KnownResourceStates.Stopping }
                : snapshot);
            process.Terminate();
        }

        return await Task.WhenAny(_run, Task.Delay(patience)) == _run;
    }

    /// <summary>Ends the process at once and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process?.Kill();
        await _run;
    }

    public void Dispose() => _process?.Dispose();

    private async Task RunAsync()
    {
        try
        {
            await services.GetRequiredService<IDistributedApplicationEventing>()
                .PublishAsync(new BeforeResourceStartedEvent(project, services), stopping);
            await _notifications.WaitForDependenciesAsync(project, stopping);
            while (await RunOnceAsync() is { } pause)
            {
                await Task.Delay(pause, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await PublishAsync(static snapshot => snapshot.ExitCode is null ? snapshot with { State = KnownResourceStates.Finished } : snapshot);
        }
#pragma warning disable CA1031 // Whatever keeps this project from starting is told, and the others go on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            await FailAsync(error is DistributedApplicationException or Win32Exception ? error.Message : error.ToString());
        }
    }

    // Returns how long to wait before the next start; null when there is to be none.
    private async Task<TimeSpan?> RunOnceAsync()
    {
        var process = await StartAsync();
        using var exited = new CancellationTokenSource();
        var watch = WatchHealthAsync(exited.Token);
        var exitCode = await process.WaitForExitAsync();
        _warden.Forget(process.Id);
        await exited.CancelAsync();
        await watch;
        _process = null;
        process.Dispose();

        var ended = exitCode == 0 || stopping.IsCancellationRequested ? KnownResourceStates.Finished : KnownResourceStates.Exited;
        await PublishAsync(snapshot => snapshot with
        {
            State = ended, ExitCode = exitCode, StopTimeStamp = DateTime.UtcNow, HealthReports = [],
        });
        return stopping.IsCancellationRequested ? null : await AfterAsync(exitCode);
    }

    private async Task<ResourceProcess> StartAsync()
    {
        await PublishAsync(static snapshot => snapshot with
        {
            State = KnownResourceStates.Starting, ExitCode = null, StopTimeStamp = null,
        });
        var start = await ProjectStart.PrepareAsync(project, services, stopping);
        start.Environment[ProcessWarden.RunVariable] = _warden.RunId;
        stopping.ThrowIfCancellationRequested();

        var process = ResourceProcess.Start(start, Write);
        _process = process;
        _warden.Watch(process.Id);
        if (stopping.IsCancellationRequested)
        {
            process.Terminate();
        }

        await PublishAsync(snapshot => snapshot with
        {
            State = KnownResourceStates.Running,
            StartTimeStamp = DateTime.UtcNow,
            Properties =
            [
                new("project.path", project.GetProjectMetadata().ProjectPath),
                new("executable.pid", process.Id),
            ],
            Urls = [.. project.Annotations.OfType<EndpointAnnotation>().Select(static endpoint =>
                new UrlSnapshot(endpoint.Name, endpoint.AllocatedEndpoint!.UriString, IsInternal: false))],
            HealthReports = [.. project.Annotations.OfType<HealthCheckAnnotation>().Select(static check =>
                new HealthReportSnapshot(check.Key, Status: null, Description: null, ExceptionText: null))],
        });
        return process;
    }

    private async Task WatchHealthAsync(CancellationToken exited)
    {
        try
        {
            await _health.WatchAsync(project, _restarts.BecameHealthy, exited);
        }
        catch (OperationCanceledException) when (exited.IsCancellationRequested)
        {
            // The process has ended; its health is told by its state.
        }
    }

    private async Task<TimeSpan?> AfterAsync(int exitCode)
    {
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
        LogFailure(services.GetRequiredService<ILogger<Orchestrator>>(), project.Name, reason, lastLines);
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

    private Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) => _notifications.PublishUpdateAsync(project, change);

    [LoggerMessage(1, LogLevel.Warning, "Stopped with exit code {ExitCode}. Restart {Restart} of at most {Limit} in {Seconds} s.")]
    private static partial void LogRestart(ILogger logger, int exitCode, double seconds, int restart, int limit);

    [LoggerMessage(2, LogLevel.Error, "{Resource} does not run. {Reason}{LastLines}")]
    private static partial void LogFailure(ILogger logger, string resource, string reason, string lastLines);
}
