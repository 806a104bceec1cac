using System.Diagnostics;
using System.Globalization;
using DeploymentFlex.Cli.Feeds;
using DeploymentFlex.Cli.Run;
using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Commands;

/// <summary>One call of <c>flex up</c>, from the build to the end of the last service.</summary>
internal sealed class UpRun(Repository repository, Screen screen, UpOptions options)
{
    private const int CulpritLines = 15;

    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);

    private readonly RunFolder _folder = new(repository.RunFolder, repository.Root);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var alone = TakeStartLock();
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
            if (!await IsHealthyAsync(appHost, cancellationToken))
            {
                return ExitCodes.Failed;
            }

            alone.Dispose();
            return options.Detach ? ExitCodes.Done : await StayAsync(appHost, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await StopAsync(appHost);
            return ExitCodes.Interrupted;
        }
    }

    // The system gives the lock back however this process ends.
    private FileStream? TakeStartLock()
    {
        Directory.CreateDirectory(repository.FlexFolder);
        try
        {
            return new FileStream(repository.StartLock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
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

    private async Task<bool> IsHealthyAsync(Process appHost, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var startup = new Startup(_folder, appHost, TimeProvider.System);
        var result = await screen.WhileAsync("Starting", report => startup.WaitAsync(report, cancellationToken));
        if (result.Problem is { } problem)
        {
            await ReportAsync(problem, result.CulpritLog, appHost);
            return false;
        }

        screen.Line($"Everything is healthy after {watch.Elapsed.TotalSeconds:0.0} s.");
        await ShowAsync(result.State!, cancellationToken);
        return true;
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
    }

    private async Task<int> StayAsync(Process appHost, CancellationToken cancellationToken)
    {
        screen.Line();
        screen.Line("Logs follow; Ctrl-C stops everything.");
        screen.Line();
        var logs = new LogFolder(_folder.LogFolder);
        var printer = new LogPrinter(screen, logs.Sources.Max(static source => (int?)source.Length) ?? 0);
        try
        {
            while (!appHost.HasExited)
            {
                printer.Print(logs.ReadNew());
                await Task.Delay(LogPrinter.Interval, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            await StopAsync(appHost);
            return ExitCodes.Done;
        }

        printer.Print(logs.ReadNew());
        if (appHost.ExitCode == 0)
        {
            screen.Line("Stopped.");
            return ExitCodes.Done;
        }

        await ReportAsync($"The AppHost ended with exit code {appHost.ExitCode}.", _folder.AppHostLog, appHost);
        return ExitCodes.Failed;
    }

    private Task<int> ShowAsync(RunState state, CancellationToken cancellationToken) =>
        StatusRun.ShowAsync(state, options.Json, withLayers: false, screen, cancellationToken);

    private async Task ReportAsync(string problem, string? culpritLog, Process appHost)
    {
        screen.Error(problem);
        if (culpritLog is not null && File.Exists(culpritLog))
        {
            var lines = File.ReadLines(culpritLog).TakeLast(CulpritLines).ToList();
            screen.Error($"The last lines of {Path.GetRelativePath(repository.Root, culpritLog)}:");
            lines.ForEach(line => screen.Error("  " + line));
        }

        if (!appHost.HasExited)
        {
            await StopAsync(appHost);
        }
    }

    private async Task StopAsync(Process appHost)
    {
        screen.Line();
        var clean = await screen.WhileAsync("Stopping", _ => AppHostProcess.StopAsync(appHost, StopPatience));
        screen.Line(clean ? "Stopped." : $"The AppHost did not stop within {StopPatience.TotalSeconds:0} s and was killed.");
    }
}
