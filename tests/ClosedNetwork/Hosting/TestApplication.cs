using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using DeploymentFlex.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Tests;

/// <summary>An application of test services, which run as processes, in a folder of its own.</summary>
internal sealed class TestApplication : IAsyncDisposable
{
    private readonly List<IResourceBuilder<ProjectResource>> _services = [];
    private DistributedApplication? _application;

    public TestApplication(params string[] args)
        : this(new DistributedApplicationOptions { Args = args, DisableDashboard = true })
    {
    }

    private TestApplication(DistributedApplicationOptions options)
    {
        Builder = DistributedApplication.CreateBuilder(options);
        Builder.Services.AddLogging(logging => logging.AddProvider(Messages));
    }

    /// <summary>Waits end here rather than never; each takes far less on any machine.</summary>
    public static CancellationToken Deadline => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    public static string ServiceProject => PathOf("TestService", "TestService.csproj");

    public IDistributedApplicationBuilder Builder { get; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("engine-test-").FullName;

    /// <summary>What the engine itself has logged.</summary>
    public MessageCollector Messages { get; } = new();

    public ResourceNotificationService Notifications => _application!.ResourceNotifications;

    public IServiceProvider Services => _application!.Services;

    public static string PathOf(params string[] parts)
    {
        var folder = typeof(TestApplication).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(static metadata => metadata.Key is "TestsFolder").Value!;
        return Path.GetFullPath(Path.Combine([folder, .. parts]));
    }

    /// <summary>An application with the resource service and, whatever is installed here, without a dashboard.</summary>
    public static TestApplication WithResourceService(params string[] args)
    {
        var nothing = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        return new(new DistributedApplicationOptions { Args = [.. args, $"--ASPIRE_HOME={nothing}"], ProjectDirectory = Path.GetTempPath() });
    }

    public IResourceBuilder<ProjectResource> AddService(string name, string? readyFile = null)
    {
        var service = Builder.AddProject(name, ServiceProject)
            .WithHttpEndpoint()
            .WithHttpHealthCheck("/ready")
            .WithEnvironment("TEST_NAME", name)
            .WithEnvironment("TEST_FOLDER", Folder);
        if (readyFile is not null)
        {
            service.WithEnvironment("TEST_READY_FILE", readyFile);
        }

        _services.Add(service);
        return service;
    }

    public async Task StartAsync()
    {
        _application = Builder.Build();
        await _application.StartAsync();
    }

    /// <summary>Starts, and waits until every service is healthy.</summary>
    public async Task StartHealthyAsync()
    {
        await StartAsync();
        await Task.WhenAll(_services.Select(service => Notifications.WaitForResourceHealthyAsync(service.Resource.Name, Deadline)));
    }

    public Task StopAsync() => _application!.StopAsync();

    public Task<ResourceEvent> WaitForStateAsync(string name, string state) =>
        Notifications.WaitForResourceAsync(name, update => update.Snapshot.State?.Text == state, Deadline);

    /// <summary>Waits for a line in the log of a resource.</summary>
    public async Task WaitForLineAsync(string resource, string expected)
    {
        await foreach (var lines in Services.GetRequiredService<ResourceLoggerService>().WatchAsync(resource).WithCancellation(Deadline))
        {
            if (lines.Any(line => line.Content.Contains(expected, StringComparison.Ordinal)))
            {
                return;
            }
        }

        Assert.Fail($"The log of {resource} has no line '{expected}'.");
    }

    public string? StateOf(string name) =>
        Notifications.TryGetCurrentState(name, out var update) ? update.Snapshot.State?.Text : null;

    public int? ExitCodeOf(string name) =>
        Notifications.TryGetCurrentState(name, out var update) ? update.Snapshot.ExitCode : null;

    public string UrlOf(string name) => _services.Single(service => service.Resource.Name == name).GetEndpoint("http").Url;

    public int ProcessOf(string name)
    {
        Notifications.TryGetCurrentState(name, out var update).ShouldBeTrue();
        return (int)update!.Snapshot.Properties.Single(static property => property.Name is "executable.pid").Value!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.StopAsync();
            await _application.DisposeAsync();
        }

        Messages.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
