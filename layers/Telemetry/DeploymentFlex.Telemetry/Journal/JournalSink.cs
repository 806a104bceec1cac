using System.Diagnostics;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Disk;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;

namespace DeploymentFlex.Telemetry.Journal;

/// <summary>Keeps telemetry on this disk as the collector would be sent it, by OpenTelemetry's own exporters.</summary>
internal sealed class JournalSink(TelemetryJournal journal) : ITelemetrySink, IChecked, IDisposable, IAsyncDisposable
{
    private readonly OtlpExporters _exporters = new(signal => new OtlpExporterOptions
    {
        Endpoint = new Uri($"http://journal/{signal}"),
        Protocol = OtlpExportProtocol.HttpProtobuf,
        HttpClientFactory = () => new HttpClient(new KeepingHandler(journal, signal)),
    });

    public TelemetryJournal Journal => journal;

    public void Export(Batch<Activity> spans, BaseProvider? provider) => _exporters.TryExport(spans, provider);

    public void Export(Batch<LogRecord> logs, BaseProvider? provider) => _exporters.TryExport(logs, provider);

    public void Export(Batch<Metric> metrics, BaseProvider? provider) => _exporters.TryExport(metrics, provider);

    public ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken) =>
        DiskFolder.CheckAsync(checks, journal.Folder, "Layers:Telemetry:journal:Path", cancellationToken);

    public void Dispose() => _exporters.Dispose();

    public ValueTask DisposeAsync()
    {
        Dispose();
        return journal.DisposeAsync();
    }
}
