using DeploymentFlex.Layers;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;

namespace DeploymentFlex.Telemetry;

/// <summary>
/// Where OpenTelemetry's pipelines end and the telemetry layer begins. The layer is resolved at the first export:
/// its sinks log, and the log's own pipeline ends here as well.
/// </summary>
internal sealed class SinkExporter<T>(IServiceProvider services, Action<ITelemetrySink, Batch<T>, BaseProvider?> export) : BaseExporter<T>
    where T : class
{
    private ITelemetrySink? _sink;

    public override ExportResult Export(in Batch<T> batch)
    {
        using var quiet = SuppressInstrumentationScope.Begin();
        try
        {
            _sink ??= services.GetRequiredService<ITelemetrySink>();
            export(_sink, batch, ParentProvider);
            return ExportResult.Success;
        }
        catch (Exception error) when (error is LayerUnavailableException or ObjectDisposedException)
        {
            // No sink took it, or the process ends: telemetry never stops the work that it speaks of.
            return ExportResult.Failure;
        }
    }
}
