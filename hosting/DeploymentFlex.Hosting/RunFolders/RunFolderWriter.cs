using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using DeploymentFlex.Layers.Modes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Hosting.RunFolders;

/// <summary>Keeps the run folder's <c>state.json</c>. Uses what both engines make public.</summary>
internal sealed partial class RunFolderWriter(
    RunFolder folder,
    Deployment deployment,
    ResourceNotificationService notifications,
    IConfiguration configuration,
    IHostApplicationLifetime lifetime,
    ILogger<RunFolderWriter> logger) : IDistributedApplicationEventingSubscriber
{
    private static readonly string s_feed = typeof(RunFolderWriter).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(static metadata => metadata.Key is "Feed").Value!;

    private readonly Lock _lock = new();
    private readonly RunResources _resources = new(TimeProvider.System);
    private readonly DateTimeOffset _startedAt = DateTimeOffset.UtcNow;
    private IResource? _entrance;
    private string? _dashboard;
    private DateTimeOffset? _stoppedAt;
    private bool _saidReady;

    public Task SubscribeAsync(
        IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        eventing.Subscribe<BeforeStartEvent>((start, _) =>
        {
            Begin(start.Model);
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }

    private void Begin(DistributedApplicationModel model)
    {
        folder.Create();
        Save();
        _entrance = model.Resources.FirstOrDefault(static resource => resource.Annotations.OfType<EndpointAnnotation>().Any(static e => e.IsExternal));
        _ = Task.Run(WatchAsync);
        lifetime.ApplicationStopped.Register(End);
    }

    private async Task WatchAsync()
    {
        await foreach (var update in notifications.WatchAsync(lifetime.ApplicationStopped))
        {
            lock (_lock)
            {
                if (_stoppedAt is not null || !(_resources.Apply(update) | IsNewDashboard(update)))
                {
                    continue;
                }

                Save();
                SayWhenReady();
            }
        }
    }

    private void End()
    {
        lock (_lock)
        {
            foreach (var name in _resources.All.Select(static resource => resource.Name))
            {
                if (notifications.TryGetCurrentState(name, out var last))
                {
                    _resources.Apply(last);
                }
            }

            _stoppedAt = DateTimeOffset.UtcNow;
            Save();
        }
    }

    private void SayWhenReady()
    {
        if (!_saidReady && _resources.All.All(static resource => resource.Health is "Healthy"))
        {
            _saidReady = true;
            LogReady(logger, (DateTimeOffset.UtcNow - _startedAt).TotalSeconds, Entrance ?? "no public address");
        }
    }

    // A reader sees the file as it was or as it is, never a part of it.
    private void Save()
    {
        var entrance = Entrance;
        var state = new RunState
        {
            Pid = Environment.ProcessId,
            StartedAt = _startedAt,
            StoppedAt = _stoppedAt,
            Mode = deployment.Mode.ToName(),
            Feed = s_feed,
            Dashboard = _dashboard,
            ResourceService = configuration["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"],
            ResourceServiceKey = configuration["AppHost:ResourceService:ApiKey"],
            Gateway = entrance,
            Console = entrance is null ? null : entrance + "/",
            Resources = _resources.All,
        };
        var next = string.Create(CultureInfo.InvariantCulture, $"{folder.StateFile}.{Environment.ProcessId}");
        try
        {
            // It names keys, and is its owner's alone from its first byte.
            using (var file = CreateForOwner(next))
            {
                JsonSerializer.Serialize(file, state, RunStateJson.Default.RunState);
            }

            File.Move(next, folder.StateFile, overwrite: true);
        }
        catch (IOException error)
        {
            LogUnwritable(logger, folder.StateFile, error.Message);
        }
    }

    private static FileStream CreateForOwner(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    // Both engines give the dashboard's address its sign-in token when it answers.
    private bool IsNewDashboard(ResourceEvent update)
    {
        var link = update.Resource.Name is not "aspire-dashboard" ? null
            : update.Snapshot.Urls.FirstOrDefault(static url => url.Url.Contains("/login?t=", StringComparison.Ordinal))?.Url;
        if (link is null || link == _dashboard)
        {
            return false;
        }

        _dashboard = link;
        return true;
    }

    private string? Entrance => _resources.All.FirstOrDefault(resource => resource.Name == _entrance?.Name)?.Urls is [var url, ..] ? url : null;

    [LoggerMessage(1, LogLevel.Information, "Everything is healthy after {Seconds:0.0} s: {Address}")]
    private static partial void LogReady(ILogger logger, double seconds, string address);

    [LoggerMessage(2, LogLevel.Warning, "{File} could not be written: {Problem}")]
    private static partial void LogUnwritable(ILogger logger, string file, string problem);
}
