using DeploymentFlex.Files;
using DeploymentFlex.Files.Local;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Doctor;
using DeploymentFlex.Layers.Health;
using DeploymentFlex.Layers.Journals;
using DeploymentFlex.Layers.Providers;
using DeploymentFlex.Layers.Tests.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Layers.Tests.Files.Spooling;

/// <summary>An application whose files go to a store that can be away, and to a spool then.</summary>
internal sealed class SpoolHost : IAsyncDisposable
{
    private readonly IHost _host;

    private SpoolHost(IHost host, SwitchableFileStore primary)
    {
        _host = host;
        Primary = primary;
    }

    public SwitchableFileStore Primary { get; }

    public IFileStore Store => _host.Services.GetRequiredService<IFileStore>();

    public IEnumerable<IDeploymentCheck> Checks => _host.Services.GetServices<IDeploymentCheck>();

    public IJournal Journal => _host.Services.GetServices<IJournal>().Single(static journal => journal.Name == "files");

    public HealthReporter Health => _host.Services.GetRequiredService<HealthReporter>();

    public ProviderChain<IFileStore> Chain => _host.Services.GetRequiredService<ProviderChain<IFileStore>>();

    /// <summary>Starts it, on what an earlier one left in the folder.</summary>
    public static async Task<SpoolHost> StartAsync(string folder, params (string Name, string Value)[] settings)
    {
        (string Name, string Value)[] usual =
        [
            ("Deployment:DataPath", folder), ("Layers:Files:Chain", "primary"), ("Layers:Files:Spool:Path", "spool"), ("Layers:Files:Spool:Durable", "true"),
            ("Layers:Files:Circuit:FailureThreshold", "1"), ("Layers:Files:Circuit:ProbeInterval", "00:00:00.020"),
        ];
        var builder = LayerHost.Create(folder, [.. usual, .. settings]).AddLayersForTest();
        builder.Services.AddMetrics().AddLogging();
        var primary = new SwitchableFileStore(new LocalFileStore(Path.Combine(folder, "primary")));
        builder.Services.AddProviders(registry => registry.Add<IFileStore>(
            Layer.Files, "primary", new Promise(Durability.Replicated, Reach.Cluster), (_, _) => primary));
        builder.AddFiles();
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new SpoolHost(host, primary);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
