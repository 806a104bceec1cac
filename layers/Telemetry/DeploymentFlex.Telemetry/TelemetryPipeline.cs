using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace DeploymentFlex.Telemetry;

/// <summary>Makes the pipelines at start, and ends them, with all that they hold sent, before the sinks are disposed of.</summary>
internal sealed class TelemetryPipeline(TracerProvider tracer, MeterProvider meter, BatchLogRecordExportProcessor logs) : IHostedService
{
    private const int ShutdownMilliseconds = 1_000;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A flush polls each second for what may be done already; a shutdown sends the same and returns when it is sent.
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => tracer.Shutdown(ShutdownMilliseconds), CancellationToken.None),
        Task.Run(() => meter.Shutdown(ShutdownMilliseconds), CancellationToken.None),
        Task.Run(() => logs.Shutdown(ShutdownMilliseconds), CancellationToken.None));
}
