using System.Diagnostics;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Journals;
using DeploymentFlex.Layers.Metrics;
using DeploymentFlex.Layers.Modes;
using DeploymentFlex.Telemetry.Application;
using DeploymentFlex.Telemetry.Journal;
using DeploymentFlex.Telemetry.Prometheus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace DeploymentFlex.Telemetry;

/// <summary>Collects the framework's own traces, metrics and logs, and exports them through the telemetry chain.</summary>
public static class TelemetryLayer
{
    // The activity sources and meters of every layer and service begin with this.
    private const string Own = "DeploymentFlex.*";

    private static readonly string[] s_sources = ["Microsoft.AspNetCore", "System.Net.Http"];

    private static readonly string[] s_meters =
    [
        LayerMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime",
    ];

    public static IHostApplicationBuilder AddTelemetry(this IHostApplicationBuilder builder, string service)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddLayers(service);
        PreferLogWithoutCollector(builder);
        builder.Services.AddMetrics();
        builder.Services.TryAddSingleton<TelemetryLoss>();
        builder.AddLayer<ITelemetrySink>(Layer.Telemetry, static chain => new ChainedSink(chain));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IJournal, TelemetryWaiting>());

        var pace = ExportPace.From(builder.Configuration);
        var resource = ResourceOf(service);
        builder.Services.AddSingleton(services => Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource([.. s_sources, Own])
            .AddProcessor(new BatchActivityExportProcessor(
                new SinkExporter<Activity>(services, static (sink, batch, parent) => sink.Export(batch, parent)),
                scheduledDelayMilliseconds: pace.Spans))
            .Build());
        builder.Services.TryAddSingleton<ITelemetry, ApplicationTelemetry>();
        builder.Services.AddOptions<MetricsOptions>().BindConfiguration(MetricsOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<PrometheusExporter>();
        builder.Services.AddSingleton(services =>
        {
            var metrics = Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(resource)
                .AddMeter([.. s_meters, Own])
                .AddReader(new PeriodicExportingMetricReader(
                    new SinkExporter<Metric>(services, static (sink, batch, parent) => sink.Export(batch, parent)), pace.Metrics));
            return services.GetRequiredService<IOptions<MetricsOptions>>().Value.Enabled
                ? metrics.AddReader(new BaseExportingMetricReader(services.GetRequiredService<PrometheusExporter>())).Build()
                : metrics.Build();
        });
        builder.Services.AddSingleton(services => new BatchLogRecordExportProcessor(
            new SinkExporter<LogRecord>(services, static (sink, batch, parent) => sink.Export(batch, parent)),
            scheduledDelayMilliseconds: pace.Logs));
        builder.Logging.AddOpenTelemetry(options =>
        {
            options.SetResourceBuilder(resource);
            options.IncludeFormattedMessage = true;
            options.AddProcessor(static services => services.GetRequiredService<BatchLogRecordExportProcessor>());
        });
        builder.Services.AddHostedService<TelemetryPipeline>();
        return builder;
    }

    // What OTEL_RESOURCE_ATTRIBUTES and OTEL_SERVICE_NAME say goes before: by these an AppHost finds its services' telemetry.
    private static ResourceBuilder ResourceOf(string service) => ResourceBuilder.CreateEmpty()
        .AddTelemetrySdk()
        .AddService(service, serviceInstanceId: $"{Environment.MachineName}-{Environment.ProcessId}")
        .AddEnvironmentVariableDetector();

    /// <summary>
    /// On a laptop there may be no collector; then the log is what this deployment has, and nothing is degraded.
    /// </summary>
    private static void PreferLogWithoutCollector(IHostApplicationBuilder builder)
    {
        var layer = builder.Configuration.GetSection($"Layers:{Layer.Telemetry}");
        var isNamed = layer.GetSection("Chain").Value is not null || layer.GetSection("Chain").GetChildren().Any();
        var hasCollector = layer["otlp:Endpoint"] is not null || builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null;
        var deployment = (DeploymentOptions)builder.Services.Single(static item => item.ServiceType == typeof(DeploymentOptions)).ImplementationInstance!;
        if (!deployment.IsStrict && !isNamed && !hasCollector)
        {
            builder.Configuration[$"Layers:{Layer.Telemetry}:Chain"] = "log";
        }
    }
}
