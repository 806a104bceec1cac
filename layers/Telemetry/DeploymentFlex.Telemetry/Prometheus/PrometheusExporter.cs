using System.Buffers;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace DeploymentFlex.Telemetry.Prometheus;

/// <summary>Takes all metrics when it is asked to, and writes them for Prometheus.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly PrometheusFamilies _families = new();
    private IBufferWriter<byte>? _output;

    /// <summary>Set by OpenTelemetry: reads every instrument and exports the result here.</summary>
    public Func<int, bool>? Collect { get; set; }

    /// <summary>Writes what the instruments say now. One reading at a time: their state is shared.</summary>
    public async ValueTask CollectAsync(IBufferWriter<byte> output, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            _output = output;
            Collect?.Invoke(Timeout.Infinite);
        }
        finally
        {
            _output = null;
            _one.Release();
        }
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        if (_output is null)
        {
            // The pipeline ends, and nobody asks any more.
            return ExportResult.Success;
        }

        var text = new PrometheusText(_output);
        text.WriteTarget(ParentProvider.GetResource());
        foreach (var (family, metric) in _families.Order(batch))
        {
            text.Write(family, metric);
        }

        return ExportResult.Success;
    }

    protected override void Dispose(bool disposing)
    {
        _one.Dispose();
        base.Dispose(disposing);
    }
}
