using DeploymentFlex.Data;
using DeploymentFlex.Layers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Conformance.Data;

/// <summary>An application with one database, registered and started as a service registers and starts it.</summary>
public sealed class DataHost<TContext> : IAsyncDisposable
    where TContext : ServiceDbContext
{
    private readonly IHost _host;

    /// <summary>Makes the application; its schema is untouched until <see cref="StartAsync"/>.</summary>
    public DataHost(IEnumerable<KeyValuePair<string, string?>> settings, Action<IHostApplicationBuilder>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Production });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddLogging(static logging => logging.SetMinimumLevel(LogLevel.Warning));
        builder.AddLayers("notes");
        builder.AddDatabase<TContext>("notes");
        configure?.Invoke(builder);
        _host = builder.Build();
    }

    public IServiceProvider Services => _host.Services;

    public IDatabase<TContext> Database => Services.GetRequiredService<IDatabase<TContext>>();

    public Task StartAsync() => _host.StartAsync();

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
