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
    private bool _isRunning;

    /// <summary>Makes the application, with settings of which the last of a name counts; its schema is untouched until <see cref="StartAsync"/>.</summary>
    public DataHost(IEnumerable<KeyValuePair<string, string?>> settings, Action<IHostApplicationBuilder>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Production });
        builder.Configuration.AddInMemoryCollection(settings.GroupBy(static item => item.Key).Select(static group => group.Last()));
        builder.Services.AddLogging(static logging => logging.SetMinimumLevel(LogLevel.Warning));
        builder.AddLayers("notes");
        builder.AddDatabase<TContext>("notes");
        configure?.Invoke(builder);
        _host = builder.Build();
    }

    public IServiceProvider Services => _host.Services;

    public IDatabase<TContext> Database => Services.GetRequiredService<IDatabase<TContext>>();

    public async Task StartAsync()
    {
        await _host.StartAsync();
        _isRunning = true;
    }

    public async Task StopAsync()
    {
        if (_isRunning)
        {
            _isRunning = false;
            await _host.StopAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
