using System.Diagnostics;
using DeploymentFlex.Cli.Dashboard;

namespace DeploymentFlex.Cli.Run;

/// <summary>
/// Waits until an AppHost that was just started has every resource healthy, or failed for good; with fail-fast, until the
/// first one has failed.
/// </summary>
internal sealed class Startup(RunFolder folder, Process appHost, bool failFast, TimeProvider time) : IDisposable
{
    /// <summary>How long all services together may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private const int LastLines = 15;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private ResourceService? _service;

    public async Task<StartupResult> WaitAsync(Action<string> report, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        IReadOnlyList<RunResource> resources = [];
        while (time.GetElapsedTime(started) < Patience)
        {
            var state = folder.ReadState();
            if (appHost.HasExited)
            {
                return new(state, [OfAppHost($"The AppHost ended with exit code {appHost.ExitCode}.")]);
            }

            resources = await ReadAsync(state, cancellationToken);
            if (IsDecided(resources))
            {
                return new(state, await Task.WhenAll(resources.Where(static resource => resource.HasFailed)
                    .Select(failed => OfAsync(failed, $"{failed.Name} did not start: {Describe(failed)}.", cancellationToken))));
            }

            report(Progress(resources));
            await Task.Delay(Interval, time, cancellationToken);
        }

        return new(folder.ReadState(), resources.Count == 0
            ? [OfAppHost($"The AppHost reported no services within {Patience.TotalMinutes:0} minutes.")]
            : await Task.WhenAll(resources.Where(static resource => !resource.IsReady).Select(slow =>
                OfAsync(slow, $"{slow.Name} was not healthy within {Patience.TotalMinutes:0} minutes: {Describe(slow)}.", cancellationToken))));
    }

    public void Dispose() => _service?.Dispose();

    // The resource service begins to answer some time after the AppHost has said where.
    private async Task<IReadOnlyList<RunResource>> ReadAsync(RunState? state, CancellationToken cancellationToken)
    {
        if (state?.ResourceService is null)
        {
            return [];
        }

        _service ??= new ResourceService(state);
        try
        {
            return await _service.ReadResourcesAsync(cancellationToken);
        }
        catch (ResourceServiceException e) when (e.IsGone)
        {
            return [];
        }
    }

    private async Task<StartupProblem> OfAsync(RunResource resource, string text, CancellationToken cancellationToken)
    {
        try
        {
            var lines = await new RunLogs(_service!, resource.Name).ReadLastAsync([resource], LastLines, cancellationToken);
            return new(text, resource.Name, [.. lines.Select(static line => line.Text)]);
        }
        catch (ResourceServiceException e) when (e.IsGone)
        {
            return OfAppHost(text);
        }
    }

    private StartupProblem OfAppHost(string text) => new(text, folder.AppHostLog, folder.ReadAppHostLog(LastLines));

    private bool IsDecided(IReadOnlyList<RunResource> resources) =>
        resources.Count > 0
        && (resources.All(static resource => resource.IsReady || resource.HasFailed) || (failFast && resources.Any(static resource => resource.HasFailed)));

    private static string Progress(IReadOnlyList<RunResource> resources)
    {
        if (resources.Count == 0)
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
}
