using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;

namespace DeploymentFlex.Telemetry;

/// <summary>Where batches of telemetry go. Exports are synchronous, on the exporter's own thread, as OpenTelemetry calls them.</summary>
public interface ITelemetrySink
{
    /// <exception cref="TelemetryExportException">The batch was not taken.</exception>
    void Export(Batch<Activity> spans, BaseProvider? provider);

    /// <exception cref="TelemetryExportException">The batch was not taken.</exception>
    void Export(Batch<LogRecord> logs, BaseProvider? provider);

    /// <exception cref="TelemetryExportException">The batch was not taken.</exception>
    void Export(Batch<Metric> metrics, BaseProvider? provider);
}
