using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Execution;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>The builder behind <see cref="DistributedApplication.CreateBuilder(string[])"/>.</summary>
public class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _host;
    private readonly ResourceCollection _resources = [];

    public DistributedApplicationBuilder(string[] args)
        : this(new DistributedApplicationOptions { Args = args })
    {
    }

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var settings = new HostApplicationBuilderSettings { Args = options.Args, Configuration = WithoutFileWatchers() };
        ApplicationObserver.Current?.Creating(options, settings);
        AppHostAssembly = options.AssemblyName is { } name ? Assembly.Load(name) : Assembly.GetEntryAssembly();
        AppHostDirectory = FindDirectory(options);
        settings.ContentRootPath ??= AppHostDirectory;
        _host = new HostApplicationBuilder(settings);
        ExecutionContext = new DistributedApplicationExecutionContext(PublishingArguments.Read(_host.Configuration, settings.Args ?? []));
        AddServices(options);
    }

    public Assembly? AppHostAssembly { get; }

    public string AppHostDirectory { get; }

    public ConfigurationManager Configuration => _host.Configuration;

    public IHostEnvironment Environment => _host.Environment;

    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IResourceCollection Resources => _resources;

    public IServiceCollection Services => _host.Services;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        if (_resources.TryGetByName(resource.Name, out _))
        {
            throw new DistributedApplicationException($"There are two resources named '{resource.Name}'.");
        }

        _resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        ApplicationObserver.Current?.Building(this);
        var application = new DistributedApplication(_host.Build());
        ApplicationObserver.Current?.Built(application);
        return application;
    }

    private void AddServices(DistributedApplicationOptions options)
    {
        _host.Logging.ClearProviders();
        _host.Logging.AddSimpleConsole();
        _host.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // Its one message is a failed check, which is the resource's state and shown as such.
        _host.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);

        UserSecrets.AddTo(Configuration, AppHostAssembly);

        Services.AddHealthChecks();
        Services.AddSingleton(options);
        Services.AddSingleton(ExecutionContext);
        Services.AddSingleton(Eventing);
        Services.AddSingleton(new DistributedApplicationModel(_resources));
        Services.AddSingleton<ResourceNotificationService>();
        Services.AddSingleton<ResourceLoggerService>();
        Services.AddSingleton(new ProjectOutput(AppHostAssembly));
        Services.AddSingleton<ResourceHealthMonitor>();
        Services.AddSingleton<ProcessWarden>();
        Services.AddSingleton<ContainerEngine>();
        Services.AddSingleton<ParameterValues>();
        Services.AddSingleton<ManifestPublisher>();
        Services.AddSingleton(static services => new ResourceCommandService(
            services.GetRequiredService<DistributedApplicationModel>(),
            services.GetRequiredService<ResourceNotificationService>(),
            services.GetRequiredService<ResourceLoggerService>(),
            services));
        Services.AddHostedService<ConsoleLog>();
        if (!options.DisableDashboard && ExecutionContext.IsRunMode)
        {
            this.AddDashboard();
        }

        Services.AddHostedService<Orchestrator>();
        Services.Configure<HostOptions>(static options => options.ShutdownTimeout = Orchestrator.StopWithin + TimeSpan.FromSeconds(5));
    }

    private string FindDirectory(DistributedApplicationOptions options)
    {
        var directory = options.ProjectDirectory ?? AppHostAssembly?.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(static metadata => metadata.Key is "apphostprojectpath")?.Value;
        return Directory.Exists(directory) ? directory : Directory.GetCurrentDirectory();
    }

    // Watching the settings files for changes costs start-up time, and nothing here reads them twice.
    private static ConfigurationManager WithoutFileWatchers()
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection([new("hostBuilder:reloadConfigOnChange", "false")]);
        return configuration;
    }
}
