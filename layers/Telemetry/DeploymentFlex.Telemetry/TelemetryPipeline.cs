using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace DeploymentFlex.Telemetry;

/// <summary>Makes the pipelines at start; they are flushed when the application's services are disposed of.</summary>
internal sealed class TelemetryPipeline(TracerProvider tracer, MeterProvider meter) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        tracer.ForceFlush(1_000);
        meter.ForceFlush(1_000);
        return Task.CompletedTask;
    }
}
