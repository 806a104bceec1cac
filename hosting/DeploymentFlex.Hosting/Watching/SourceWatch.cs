using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using DeploymentFlex.Hosting.RunFolders;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Hosting.Watching;

/// <summary>Compiles what is saved, and starts the services again that are made of it. Errors are said in their logs, and the old ones run on.</summary>
internal sealed partial class SourceWatch(
    RunFolder folder,
    AppHostBuild appHost,
    ResourceNotificationService notifications,
    ResourceLoggerService logs,
    ResourceCommandService commands,
    IHostApplicationLifetime lifetime,
    ILogger<SourceWatch> logger) : IDistributedApplicationEventingSubscriber
{
    private const int WarmUps = 3;

    // MSBuild and the first start of the services would be in each other's way; services that do not come up are not waited for.
    private static readonly TimeSpan s_startWithin = TimeSpan.FromSeconds(60);

    private readonly CompilerArguments _arguments = new(folder.Watch, appHost.Configuration);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _compiled = new(StringComparer.Ordinal);

    public Task SubscribeAsync(
        IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        eventing.Subscribe<BeforeStartEvent>(BeginAsync);
        return Task.CompletedTask;
    }

    private Task BeginAsync(BeforeStartEvent start, CancellationToken cancellationToken)
    {
        _ = Task.Run(() => RunAsync([.. start.Model.GetProjectResources()], lifetime.ApplicationStopping), CancellationToken.None);
        return Task.CompletedTask;
    }

    private async Task RunAsync(IReadOnlyList<ProjectResource> services, CancellationToken stopping)
    {
        try
        {
            var graph = new ProjectGraph(services.Select(static service => service.GetProjectMetadata().ProjectPath));
            using var watcher = new SourceWatcher(graph.Projects.Select(ProjectGraph.FolderOf));
            await WaitUntilStartedAsync(services, stopping);
            await _arguments.LoadAsync(graph.Projects, stopping);
            var compiler = new ProjectCompiler(_arguments, folder.Watch);
            await WarmUpAsync(compiler, services, watcher, stopping);
            LogReady(logger, graph.Projects.Count);
            while (true)
            {
                var files = await watcher.WaitAsync(file => IsSource(graph, file), stopping);
                var clock = Stopwatch.StartNew();
                if (await CompileAsync(graph, compiler, services, files, stopping))
                {
                    await Task.WhenAll(services.Select(service => RenewAsync(graph, compiler, service, files, clock, stopping)));
                    _compiled.Clear();
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Everything stops.
        }
#pragma warning disable CA1031 // The services run on unwatched; whoever saves a file has to know.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogEnd(logger, error.Message);
        }
    }

    // The compiler is slow the first times that it sees a project; what it makes here is what is there already.
    private static async Task WarmUpAsync(
        ProjectCompiler compiler, IReadOnlyList<ProjectResource> services, SourceWatcher watcher, CancellationToken stopping)
    {
        foreach (var service in Enumerable.Repeat(services, WarmUps).SelectMany(static all => all).TakeWhile(_ => watcher.IsQuiet))
        {
            await compiler.CompileAsync(PathOf(service), stopping);
        }
    }

    private bool IsSource(ProjectGraph graph, string file) =>
        graph.ProjectOf(file) is { } project
        && (Path.GetExtension(file) is ".cs" or ".razor" or ".csproj" || _arguments.Have(project, file));

    /// <returns>Whether everything that was changed has been compiled.</returns>
    private async Task<bool> CompileAsync(
        ProjectGraph graph, ProjectCompiler compiler, IReadOnlyList<ProjectResource> services, IReadOnlySet<string> files, CancellationToken stopping)
    {
        _changed.UnionWith(files.Select(graph.ProjectOf).OfType<string>());

        // A file that came or went, and a project file, change what the compiler is given.
        string[] asked = [.. files.Where(file => !File.Exists(file) || !_arguments.Have(graph.ProjectOf(file)!, file)).Select(graph.ProjectOf).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (asked.Length > 0)
        {
            await _arguments.LoadAsync(asked, stopping);
        }

        foreach (var project in graph.Projects.Where(_changed.Contains))
        {
            var (errors, hasNewSurface) = await compiler.CompileAsync(project, stopping);
            if (errors.Count > 0)
            {
                Tell(services.Where(service => graph.Uses(PathOf(service), project)), errors);
                return false;
            }

            _compiled.Add(project);
            _changed.Remove(project);
            _changed.UnionWith(graph.Projects.Where(user => hasNewSurface && user != project && graph.Uses(user, project)));
        }

        return true;
    }

    // Puts what was compiled into place, if the service is made of it, and starts it again.
    private async Task RenewAsync(
        ProjectGraph graph, ProjectCompiler compiler, ProjectResource service, IReadOnlySet<string> files, Stopwatch clock, CancellationToken stopping)
    {
        var path = PathOf(service);
        string[] renewed = [.. _compiled.Where(project => graph.Uses(path, project)).Select(compiler.AssemblyOf)];
        if (renewed.Length == 0)
        {
            return;
        }

        foreach (var assembly in renewed)
        {
            appHost.Deliver(assembly, path);
        }

        var log = logs.GetLogger(service);
        var before = await notifications.WaitForResourceAsync(service.Name, static _ => true, stopping);
        var done = await commands.ExecuteCommandAsync(service, KnownResourceCommands.RestartCommand, stopping);
        if (!done.Success)
        {
            done = await commands.ExecuteCommandAsync(service, KnownResourceCommands.StartCommand, stopping);
        }

        if (!done.Success)
        {
            LogNotRenewed(log, done.Message ?? "the command was refused");
            return;
        }

        await WaitUntilAsync(service, update => update.Snapshot.StartTimeStamp != before.Snapshot.StartTimeStamp && HasSettled(update), stopping);
        LogLive(log, string.Join(", ", files.Select(Path.GetFileName)), clock.Elapsed.TotalSeconds);
    }

    private void Tell(IEnumerable<ProjectResource> services, IReadOnlyList<string> errors)
    {
        foreach (var service in services)
        {
            var log = logs.GetLogger(service);
            foreach (var error in errors)
            {
                LogError(log, error);
            }

            LogNotRenewed(log, "it does not compile");
        }
    }

    private Task WaitUntilStartedAsync(IReadOnlyList<ProjectResource> services, CancellationToken stopping) =>
        Task.WhenAll(services.Select(service => WaitUntilAsync(service, HasSettled, stopping)));

    private async Task WaitUntilAsync(ProjectResource service, Func<ResourceEvent, bool> reached, CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(s_startWithin);
        try
        {
            await notifications.WaitForResourceAsync(service.Name, reached, limit.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // It takes longer than is worth waiting for; its own state says why.
        }
    }

    private static bool HasSettled(ResourceEvent update) =>
        update.Snapshot.HealthStatus is HealthStatus.Healthy
        || KnownResourceStates.TerminalStates.Contains(update.Snapshot.State?.Text ?? "", StringComparer.Ordinal);

    private static string PathOf(ProjectResource service) => Path.GetFullPath(service.GetProjectMetadata().ProjectPath);

    [LoggerMessage(1, LogLevel.Information, "Watching {Count} projects: what is saved is live in its service.")]
    private static partial void LogReady(ILogger logger, int count);

    [LoggerMessage(2, LogLevel.Error, "Sources are watched no longer. {Problem}")]
    private static partial void LogEnd(ILogger logger, string problem);

    [LoggerMessage(3, LogLevel.Information, "{Files}: live after {Seconds:0.0} s.")]
    private static partial void LogLive(ILogger logger, string files, double seconds);

    [LoggerMessage(4, LogLevel.Error, "{Error}")]
    private static partial void LogError(ILogger logger, string error);

    [LoggerMessage(5, LogLevel.Error, "The old one runs on: {Reason}.")]
    private static partial void LogNotRenewed(ILogger logger, string reason);
}
