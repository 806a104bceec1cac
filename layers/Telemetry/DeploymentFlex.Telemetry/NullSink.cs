using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;

namespace DeploymentFlex.Telemetry;

/// <summary>Takes telemetry and keeps nothing: for deployments that want none.</summary>
internal sealed class NullSink : ITelemetrySink
{
    public void Export(Batch<Activity> spans, BaseProvider? provider)
    {
        // Nothing is kept.
    }

    public void Export(Batch<LogRecord> logs, BaseProvider? provider)
    {
        // Nothing is kept.
    }

    public void Export(Batch<Metric> metrics, BaseProvider? provider)
    {
        // Nothing is kept.
    }
}
