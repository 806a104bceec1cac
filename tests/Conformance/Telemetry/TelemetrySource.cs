using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using DeploymentFlex.Telemetry;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace DeploymentFlex.Conformance.Telemetry;

/// <summary>A service that hands a sink what it says of itself, each thing in a batch of its own, through OpenTelemetry's own pipelines.</summary>
internal sealed class TelemetrySource : IDisposable
{
    private readonly ActivitySource _spans;
    private readonly Meter _meter;
    private readonly TracerProvider _tracer;
    private readonly MeterProvider _metrics;
    private readonly BaseExportingMetricReader _reader;
    private readonly ILoggerFactory _loggers;

    /// <param name="sink">Where it goes.</param>
    /// <param name="service">The name of the service; null for what has no provider to say it.</param>
    public TelemetrySource(ITelemetrySink sink, string? service)
    {
        var name = $"DeploymentFlex.Conformance.{Guid.NewGuid():N}";
        var resource = ResourceBuilder.CreateEmpty();
        if (service is not null)
        {
            resource.AddService(service);
        }

        _spans = new ActivitySource(name);
        _meter = new Meter(name);
        _tracer = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(name)
            .AddProcessor(new SimpleActivityExportProcessor(To<Activity>(sink.Export))).Build();
        _reader = new BaseExportingMetricReader(To<Metric>(sink.Export));
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(name).AddReader(_reader).Build();
        _loggers = LoggerFactory.Create(builder => builder.AddOpenTelemetry(options =>
        {
            options.SetResourceBuilder(resource);
            options.IncludeFormattedMessage = true;
            options.AddProcessor(new SimpleLogRecordExportProcessor(To<LogRecord>(sink.Export)));
        }));

        ForwardingExporter<T> To<T>(Action<Batch<T>, BaseProvider?> export)
            where T : class => new((batch, provider) => export(batch, service is null ? null : provider), Failures);
    }

    /// <summary>What the sink threw.</summary>
    public ConcurrentQueue<Exception> Failures { get; } = [];

    public void Span(string name) => _spans.StartActivity(name)!.Dispose();

    public void Log(string line)
    {
#pragma warning disable CA1848, CA2254 // A test's only line.
        _loggers.CreateLogger("Conformance").LogWarning(line);
#pragma warning restore CA1848, CA2254
    }

    public void Metric(string name)
    {
        _meter.CreateCounter<long>(name).Add(1);
        _reader.Collect();
    }

    public void Dispose()
    {
        _loggers.Dispose();
        _tracer.Dispose();
        _metrics.Dispose();
        _meter.Dispose();
        _spans.Dispose();
    }
}
