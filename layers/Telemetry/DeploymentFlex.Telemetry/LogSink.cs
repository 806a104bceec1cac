using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;

namespace DeploymentFlex.Telemetry;

/// <summary>
/// Keeps telemetry in the log: failed spans as warnings, others for debugging. Logs are there already, and metrics are
/// asked for, not sent.
/// </summary>
internal sealed partial class LogSink(ILogger<LogSink> logger) : ITelemetrySink
{
    public void Export(Batch<Activity> spans, BaseProvider? provider)
    {
        foreach (var span in spans)
        {
            if (span.Status is ActivityStatusCode.Error)
            {
                LogFailed(logger, span.DisplayName, span.Duration.TotalMilliseconds, span.TraceId, span.StatusDescription);
            }
            else
            {
                LogDone(logger, span.DisplayName, span.Duration.TotalMilliseconds, span.TraceId);
            }
        }
    }

    public void Export(Batch<LogRecord> logs, BaseProvider? provider)
    {
        // The console has them.
    }

    public void Export(Batch<Metric> metrics, BaseProvider? provider)
    {
        // Nobody reads metrics in a log; they stay in the process until somebody asks.
    }

    [LoggerMessage(1, LogLevel.Debug, "{Span} took {Milliseconds:F1} ms, trace {TraceId}")]
    private static partial void LogDone(ILogger logger, string span, double milliseconds, ActivityTraceId traceId);

    [LoggerMessage(2, LogLevel.Warning, "{Span} failed after {Milliseconds:F1} ms, trace {TraceId}: {Reason}")]
    private static partial void LogFailed(ILogger logger, string span, double milliseconds, ActivityTraceId traceId, string? reason);
}
