using System.Diagnostics;
using System.Globalization;
using DeploymentFlex.Cli.Feeds;
using DeploymentFlex.Cli.Run;
using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Demo;

/// <summary>
/// One call of <c>flex demo</c>: a system of its own, with its data in a folder that goes again, on a cache server that
/// dies and comes back.
/// </summary>
internal sealed class DemoRun(Repository repository, Screen screen, ushort? port, bool slow, bool noBuild)
{
    private const ushort UsualPort = 8080;

    private static readonly TimeSpan s_stopPatience = TimeSpan.FromSeconds(10);

    // What the demo shows is settled, whatever the environment says of this clone's own deployment.
    private static readonly Dictionary<string, string> s_settings = new(StringComparer.Ordinal)
    {
        ["Layers__Telemetry__Chain"] = "log",
        ["Layers__Cache__Chain"] = "redis,memory",
        ["Layers__Data__Chain"] = "sqlite",
        ["Layers__Files__Chain"] = "local",
        ["Layers__Vectors__Chain"] = "embedded",
        ["Layers__Jobs__Chain"] = "embedded",
        ["Gateway__RateLimit__Enabled"] = "true",
    };

    private readonly string _home = Path.Combine(repository.FlexFolder, "demo");

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(repository.FlexFolder);
        using var alone = StartLock.TryTake(_home + ".lock");
        if (alone is null)
        {
            screen.Error("Another './flex demo' runs in this clone just now.");
            return ExitCodes.Failed;
        }

        screen.Line("The cache server is going to be killed under a working system, and to come back.");
        await new FeedChoice(repository, screen).EnsureAsync(cancellationToken);
        if (!await DemoCache.IsThereAsync(repository, screen, cancellationToken)
            || !(noBuild || await AppHostBuild.EnsureAsync(repository, screen, cancellationToken)))
        {
            return ExitCodes.Failed;
        }

        var folder = new RunFolder(Path.Combine(_home, "run"), repository.Root);
        Clear();
        await using var cache = new DemoCache(repository);
        await cache.StartAsync(cancellationToken);
        var gateway = port ?? (FreePorts.IsFree(UsualPort) ? UsualPort : FreePorts.Next());
        using var appHost = AppHostProcess.Start(repository, folder, Arguments(gateway, cache), s_settings);
        try
        {
            if (!await HasStartedAsync(folder, appHost, cancellationToken))
            {
                return ExitCodes.Failed;
            }

            var story = new Story(screen, slow);
            await new CacheStory(story, cache, new Uri($"http://localhost:{gateway}/"), repository).TellAsync(cancellationToken);
            return story.IsTrue ? ExitCodes.Done : ExitCodes.Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        finally
        {
            await AppHostProcess.StopAsync(appHost, s_stopPatience);
            screen.Line("Everything is stopped again.");
            Clear();
        }
    }

    private async Task<bool> HasStartedAsync(RunFolder folder, Process appHost, CancellationToken cancellationToken)
    {
        using var startup = new Startup(folder, appHost, failFast: false, TimeProvider.System);
        var result = await screen.WhileAsync("Starting", report => startup.WaitAsync(report, cancellationToken));
        foreach (var problem in result.Problems)
        {
            screen.Error(string.Join(Environment.NewLine, problem.LastLines.Prepend(problem.Text)));
        }

        return result.Problems.Count == 0;
    }

    private string[] Arguments(ushort gateway, DemoCache cache) =>
    [
        "--mode", "development", "--cache", "existing", "--data", "embedded", "--files", "embedded", "--vectors", "embedded",
        "--ConnectionStrings:cache", $"localhost:{cache.Port}", "--Gateway:Port", gateway.ToString(CultureInfo.InvariantCulture),
        "--Deployment:DataPath", Path.Combine(_home, "data"),
    ];

    private void Clear()
    {
        if (Directory.Exists(_home))
        {
            Directory.Delete(_home, recursive: true);
        }
    }
}
