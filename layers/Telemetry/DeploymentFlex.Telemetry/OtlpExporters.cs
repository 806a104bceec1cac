using System.Diagnostics;
using DeploymentFlex.Telemetry.Journal;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;

namespace DeploymentFlex.Telemetry;

/// <summary>OpenTelemetry's own OTLP exporters, one a signal.</summary>
internal sealed class OtlpExporters(Func<TelemetrySignal, OtlpExporterOptions> options) : IDisposable
{
    private readonly OtlpTraceExporter _spans = new(options(TelemetrySignal.Traces));
    private readonly OtlpLogExporter _logs = new(options(TelemetrySignal.Logs));
    private readonly OtlpMetricExporter _metrics = new(options(TelemetrySignal.Metrics));

    /// <summary>Where a collector takes a signal over HTTP, below its address.</summary>
    public static string PathOf(TelemetrySignal signal) => signal switch
    {
        TelemetrySignal.Traces => "v1/traces",
        TelemetrySignal.Logs => "v1/logs",
        _ => "v1/metrics",
    };

    /// <returns>Whether the batch was taken.</returns>
    public bool TryExport(Batch<Activity> spans, BaseProvider? provider) => TryExport(_spans, spans, provider);

    /// <inheritdoc cref="TryExport(Batch{Activity}, BaseProvider?)"/>
    public bool TryExport(Batch<LogRecord> logs, BaseProvider? provider) => TryExport(_logs, logs, provider);

    /// <inheritdoc cref="TryExport(Batch{Activity}, BaseProvider?)"/>
    public bool TryExport(Batch<Metric> metrics, BaseProvider? provider) => TryExport(_metrics, metrics, provider);

    public void Dispose()
    {
        _spans.Dispose();
        _logs.Dispose();
        _metrics.Dispose();
    }

    private static bool TryExport<T>(BaseExporter<T> exporter, in Batch<T> batch, BaseProvider? provider)
        where T : class
    {
        ExporterParent<T>.Set(exporter, provider);
        return exporter.Export(batch) is ExportResult.Success;
    }
}
