using DeploymentFlex.Conformance.Telemetry;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Tests.Core;
using DeploymentFlex.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Layers.Tests.Telemetry;

/// <summary>The cases, for a sink as a deployment is given it by its name.</summary>
public abstract class ProvidedSinkConformance(string provider) : TelemetrySinkConformance, IAsyncLifetime
{
    private IHost? _host;
    private ProviderChain<ITelemetrySink>? _chain;

    protected static string Service => "sink-test";

    protected string Folder { get; } = Directory.CreateTempSubdirectory("flex-sink-").FullName;

    protected override ITelemetrySink Sink => _chain!.Primary;

    public virtual ValueTask InitializeAsync()
    {
        var builder = LayerHost.Create([("Deployment:DataPath", Folder), ("Layers:Telemetry:Chain", provider), .. Settings()]);
        builder.AddTelemetry(Service);
        _host = builder.Build();
        _chain = _host.Services.GetRequiredService<ProviderChain<ITelemetrySink>>();
        return default;
    }

    public virtual async ValueTask DisposeAsync()
    {
        await EndAsync();
        _host!.Dispose();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected virtual IEnumerable<(string Name, string Value)> Settings() => [];

    protected override ValueTask EndAsync() => _chain!.DisposeAsync();
}
