using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.Layers.Providers;
using DeploymentFlex.Telemetry;
using DeploymentFlex.Telemetry.Journal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: ProviderModule<TelemetryProviders>]

namespace DeploymentFlex.Telemetry;

/// <summary>The embedded providers of the telemetry layer: <c>otlp</c>, <c>journal</c>, <c>log</c> and <c>none</c>.</summary>
internal sealed class TelemetryProviders : IProviderModule
{
    public static void AddProviders(ProviderRegistry registry)
    {
        registry.Add<ITelemetrySink>(Layer.Telemetry, "otlp", new Promise(Durability.Process, Reach.Cluster), static (services, context) =>
            new OtlpSink(
                OtlpSettings.From(context, services.GetRequiredService<IConfiguration>()),
                services.GetRequiredService<ConnectGuard>(), services.GetRequiredService<TelemetryLoss>()));
        registry.Add<ITelemetrySink>(Layer.Telemetry, "journal", new Promise(Durability.Disk, Reach.Process), static (services, context) =>
        {
            var options = context.Bind<TelemetryJournalOptions>();
            return new JournalSink(new TelemetryJournal(
                options.FolderIn(context.Deployment.DataPath), context.Deployment.Service, options.MaxBytes,
                services.GetRequiredService<TimeProvider>(), services.GetRequiredService<TelemetryLoss>(), services.GetRequiredService<ILogger<TelemetryJournal>>()));
        });
        registry.Add<ITelemetrySink>(Layer.Telemetry, "none", new Promise(Durability.None, Reach.Process), static (_, _) => new NullSink());
        registry.Add<ITelemetrySink>(Layer.Telemetry, "log", new Promise(Durability.Process, Reach.Process), static (services, _) =>
            new LogSink(services.GetRequiredService<ILogger<LogSink>>()));
    }
}
