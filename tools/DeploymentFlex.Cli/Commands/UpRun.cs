using System.Diagnostics;
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
        if (_folder.ReadRunning() is { } running)
        {
            screen.Line("DeploymentFlex already runs here; './flex down' stops it.");
            return await ShowAsync(running, cancellationToken);
        }

        if (!options.NoBuild)
        {
            await new FeedChoice(repository, screen).EnsureAsync(cancellationToken);
            if (!await AppHostBuild.EnsureAsync(repository, screen, cancellationToken))
            {
                return ExitCodes.Failed;
            }
        }
        else if (!File.Exists(repository.AppHostAssembly))
        {
            screen.Error("There is no build to start; leave --no-build out.");
            return ExitCodes.Failed;
        }

        _folder.Clear();
        return await StartAsync(cancellationToken);
    }

    private async Task<int> StartAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        using var appHost = AppHostProcess.Start(repository, _folder, options.Mode);
        try
        {
            var startup = new Startup(_folder, appHost, TimeProvider.System);
            var result = await screen.WhileAsync("Starting", report => startup.WaitAsync(report, cancellationToken));
            if (result.Problem is { } problem)
            {
                await ReportAsync(problem, result.CulpritLog, appHost);
                return ExitCodes.Failed;
            }

            screen.Line($"Everything is healthy after {watch.Elapsed.TotalSeconds:0.0} s.");
            await ShowAsync(result.State!, cancellationToken);
            return options.Detach ? ExitCodes.Done : await StayAsync(appHost, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await StopAsync(appHost);
            return ExitCodes.Interrupted;
        }
    }

    private async Task<int> StayAsync(Process appHost, CancellationToken cancellationToken)
    {
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
