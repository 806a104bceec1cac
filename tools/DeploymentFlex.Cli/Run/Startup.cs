using System.Diagnostics;

namespace DeploymentFlex.Cli.Run;

/// <summary>
/// Waits until an AppHost that was just started has every resource healthy, or failed for good; with fail-fast, until the
/// first one has failed.
/// </summary>
internal sealed class Startup(RunFolder folder, Process appHost, bool failFast, TimeProvider time)
{
    /// <summary>How long all services together may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public async Task<StartupResult> WaitAsync(Action<string> report, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < Patience)
        {
            var state = folder.ReadState();
            if (appHost.HasExited)
            {
                return new(state, [new($"The AppHost ended with exit code {appHost.ExitCode}.", folder.AppHostLog)]);
            }

            if (IsDecided(state))
            {
                return new(state, [.. state!.Resources.Where(static resource => resource.HasFailed)
                    .Select(failed => new StartupProblem($"{failed.Name} did not start: {Describe(failed)}.", LogOf(failed)))]);
            }

            report(Progress(state));
            await Task.Delay(Interval, time, cancellationToken);
        }

        var last = folder.ReadState();
        return last is not { Resources.Count: > 0 }
            ? new(last, [new($"The AppHost reported no services within {Patience.TotalMinutes:0} minutes.", folder.AppHostLog)])
            : new(last, [.. last.Resources.Where(static resource => !resource.IsReady)
                .Select(slow => new StartupProblem($"{slow.Name} was not healthy within {Patience.TotalMinutes:0} minutes: {Describe(slow)}.", LogOf(slow)))]);
    }

    private bool IsDecided(RunState? state) =>
        state is { Resources.Count: > 0 }
        && (state.Resources.All(static resource => resource.IsReady || resource.HasFailed) || (failFast && state.Failed is not null));

    private static string Progress(RunState? state)
    {
        if (state is not { Resources: { Count: > 0 } resources })
        {
            return "the AppHost starts";
        }

        var waiting = resources.Where(static resource => !resource.IsReady).Select(static resource => resource.Name).ToList();
        return $"{resources.Count - waiting.Count} of {resources.Count} healthy, waiting for {string.Join(", ", waiting)}";
    }

    private static string Describe(RunResource resource)
    {
        var restarts = resource.Restarts > 0 ? $", restarted {resource.Restarts} times" : "";
        var detail = resource.HealthDetail is { Length: > 0 } text ? $" ({text})" : "";
        return resource.Summary + restarts + detail;
    }

    private string LogOf(RunResource resource) => Path.Combine(folder.LogFolder, resource.Name + ".log");
}
