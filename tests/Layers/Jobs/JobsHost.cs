using DeploymentFlex.Jobs;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Schemas;
using DeploymentFlex.Layers.Tests.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Layers.Tests.Jobs;

/// <summary>A process with the jobs layer, as its settings say.</summary>
internal sealed class JobsHost : IAsyncDisposable
{
    private readonly IHost _host;

    private JobsHost(IHost host) => _host = host;

    public IJobQueue Queue => _host.Services.GetRequiredService<IJobQueue>();

    public ProviderChain<IJobQueue> Chain => _host.Services.GetRequiredService<ProviderChain<IJobQueue>>();

    public IDatabaseSchema Schema => _host.Services.GetRequiredService<IDatabaseSchema>();

    /// <summary>In development mode, unless the settings say another.</summary>
    public static async Task<JobsHost> StartAsync(params (string Name, string Value)[] settings)
    {
        var builder = LayerHost.Create([("Deployment:Mode", "development"), .. settings]).AddLayersForTest();
        builder.Services.AddMetrics();
        builder.Services.AddLogging();
        builder.AddJobQueue();
        var host = builder.Build();
        try
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            return new JobsHost(host);
        }
        catch
        {
            await ((IAsyncDisposable)host).DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
