using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace DeploymentFlex.Telemetry;

/// <summary>Makes the pipelines at start, and flushes them before the sinks are disposed of.</summary>
internal sealed class TelemetryPipeline(TracerProvider tracer, MeterProvider meter, BatchLogRecordExportProcessor logs) : IHostedService
{
    private const int FlushMilliseconds = 1_000;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        tracer.ForceFlush(FlushMilliseconds);
        meter.ForceFlush(FlushMilliseconds);
        logs.ForceFlush(FlushMilliseconds);
        return Task.CompletedTask;
    }
}
