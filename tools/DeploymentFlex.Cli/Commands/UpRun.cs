using System.Diagnostics;
using System.Globalization;
using DeploymentFlex.Cli.Dashboard;
using DeploymentFlex.Cli.Feeds;
using DeploymentFlex.Cli.Run;
using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Commands;

/// <summary>One call of <c>flex up</c>, from the build to the end of the last service.</summary>
internal sealed class UpRun(Repository repository, Screen screen, UpOptions options)
{
    private const int LastLines = 15;

    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);

    private readonly RunFolder _folder = new(repository.RunFolder, repository.Root);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var alone = StartLock.TryTake(repository.StartLock);
        if (alone is null)
        {
            screen.Error("Another './flex up' builds or starts this clone just now.");
            return ExitCodes.Failed;
        }

        if (_folder.ReadRunning() is { } running)
        {
            screen.Line("DeploymentFlex already runs here; './flex down' stops it.");
            return await ShowAsync(running, cancellationToken);
        }

        if (!await HasBuildAsync(cancellationToken))
        {
            return ExitCodes.Failed;
        }

        _folder.Clear();
        using var appHost = AppHostProcess.Start(repository, _folder, AppHostArguments());
        try
        {
            var healthy = await StartAsync(appHost, cancellationToken);
            alone.Dispose();
            if (appHost.HasExited || options.Detach)
            {
                return healthy ? ExitCodes.Done : ExitCodes.Failed;
            }

            return await StayAsync(appHost, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await StopAsync(appHost);
            return ExitCodes.Interrupted;
        }
    }

    private async Task<bool> HasBuildAsync(CancellationToken cancellationToken)
    {
        if (!options.NoBuild)
        {
            await new FeedChoice(repository, screen).EnsureAsync(cancellationToken);
            return await AppHostBuild.EnsureAsync(repository, screen, cancellationToken);
        }

        if (File.Exists(repository.AppHostAssembly))
        {
            return true;
        }

        screen.Error("There is no build to start; leave --no-build out.");
        return false;
    }

    private async Task<bool> StartAsync(Process appHost, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        using var startup = new Startup(_folder, appHost, options.FailFast, TimeProvider.System);
        var result = await screen.WhileAsync("Starting", report => startup.WaitAsync(report, cancellationToken));
        foreach (var problem in result.Problems)
        {
            Report(problem);
        }

        if (result.Problems.Count == 0)
        {
            screen.Line($"Everything is healthy after {watch.Elapsed.TotalSeconds:0.0} s.");
        }
        else if (options.FailFast && !appHost.HasExited)
        {
            await StopAsync(appHost);
        }

        if (!appHost.HasExited)
        {
            if (result.Problems.Count > 0)
            {
                screen.Line("The others run on; --fail-fast would have stopped them.");
            }

            await ShowAsync(result.State!, cancellationToken);
        }

        return result.Problems.Count == 0;
    }

    private IEnumerable<string> AppHostArguments()
    {
        if (options.Mode is { } mode)
        {
            yield return "--mode";
            yield return mode;
        }

        if (options.Port is { } port)
        {
            yield return "--Gateway:Port";
            yield return port.ToString(CultureInfo.InvariantCulture);
        }

        if (options.Watch)
        {
            yield return "--Watch";
            yield return "true";
        }

        if (options.FailFast)
        {
            yield return "--FailFast";
            yield return "true";
        }

        foreach (var word in options.Realizations)
        {
            yield return word;
        }
    }

    private async Task<int> StayAsync(Process appHost, CancellationToken cancellationToken)
    {
        screen.Line();
        screen.Line("Logs follow; Ctrl-C stops everything.");
        screen.Line();
        try
        {
            await FollowAsync(_folder.ReadState()!, cancellationToken);
            await appHost.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await StopAsync(appHost);
            return ExitCodes.Done;
        }

        if (appHost.ExitCode == 0)
        {
            screen.Line("Stopped.");
            return ExitCodes.Done;
        }

        Report(new StartupProblem($"The AppHost ended with exit code {appHost.ExitCode}.", _folder.AppHostLog, _folder.ReadAppHostLog(LastLines)));
        return ExitCodes.Failed;
    }

    private async Task FollowAsync(RunState run, CancellationToken cancellationToken)
    {
        using var service = new ResourceService(run);
        try
        {
            var resources = await service.ReadResourcesAsync(cancellationToken);
            var printer = new LogPrinter(screen, resources.Max(static resource => (int?)resource.Name.Length) ?? 0);
            await foreach (var lines in new RunLogs(service).FollowAsync(cancellationToken))
            {
                printer.Print(lines);
            }
        }
        catch (ResourceServiceException e) when (e.IsGone)
        {
            // The AppHost ends, and how is told next.
        }
    }

    private Task<int> ShowAsync(RunState state, CancellationToken cancellationToken) =>
        StatusRun.ShowAsync(state, options.Json, withLayers: false, screen, cancellationToken);

    private void Report(StartupProblem problem)
    {
        screen.Error(problem.Text);
        if (problem.LastLines.Count > 0)
        {
            screen.Error($"The last lines of {(Path.IsPathRooted(problem.Log) ? Path.GetRelativePath(repository.Root, problem.Log) : problem.Log)}:");
            foreach (var line in problem.LastLines)
            {
                screen.Error("  " + line);
            }
        }
    }

    private async Task StopAsync(Process appHost)
    {
        screen.Line();
        var clean = await screen.WhileAsync("Stopping", _ => AppHostProcess.StopAsync(appHost, StopPatience));
        screen.Line(clean ? "Stopped." : $"The AppHost did not stop within {StopPatience.TotalSeconds:0} s and was killed.");
    }
}
