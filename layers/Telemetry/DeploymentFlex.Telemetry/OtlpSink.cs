using System.Diagnostics;
using System.Net.Sockets;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.Layers.Providers;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;

namespace DeploymentFlex.Telemetry;

/// <summary>Sends telemetry to a collector with OpenTelemetry's own OTLP exporters.</summary>
internal sealed class OtlpSink(OtlpSettings settings, ConnectGuard guard) : ITelemetrySink, IProbed, IChecked, IDisposable
{
    private static readonly TimeSpan s_startsWithin = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_betweenTries = TimeSpan.FromMilliseconds(100);

    private readonly Uri _address = settings.Address;
    private readonly OtlpTraceExporter _spans = new(Options(settings, guard, "v1/traces"));
    private readonly OtlpLogExporter _logs = new(Options(settings, guard, "v1/logs"));
    private readonly OtlpMetricExporter _metrics = new(Options(settings, guard, "v1/metrics"));
    private bool _probed;

    public void Export(Batch<Activity> spans, BaseProvider? provider) => Export(_spans, spans, provider);

    public void Export(Batch<LogRecord> logs, BaseProvider? provider) => Export(_logs, logs, provider);

    public void Export(Batch<Metric> metrics, BaseProvider? provider) => Export(_metrics, metrics, provider);

    /// <summary>Connects to the collector: OTLP has no call that asks for nothing.</summary>
    public async ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(_address.Host, _address.Port, cancellationToken);
                _probed = true;
                return;
            }
            catch (SocketException) when (MayBeStarting(started))
            {
                await Task.Delay(s_betweenTries, cancellationToken);
            }
        }
    }

    public async ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken) =>
        await EndpointChecks.ConnectAsync(checks, _address.Host, _address.Port, "Layers:Telemetry:otlp:Endpoint", cancellationToken);

    public void Dispose()
    {
        _spans.Dispose();
        _logs.Dispose();
        _metrics.Dispose();
    }

    // A collector on this machine may be starting at the same moment, as a dashboard does.
    private bool MayBeStarting(long since)
    {
        var mayBe = !_probed && _address.IsLoopback && Stopwatch.GetElapsedTime(since) < s_startsWithin;
        _probed = !mayBe;
        return mayBe;
    }

    private void Export<T>(BaseExporter<T> exporter, in Batch<T> batch, BaseProvider? provider)
        where T : class
    {
        ExporterParent<T>.Set(exporter, provider);
        if (exporter.Export(batch) is ExportResult.Failure)
        {
            throw new TelemetryExportException($"The collector at {_address.GetLeftPart(UriPartial.Authority)} did not take a batch.");
        }
    }

    private static OtlpExporterOptions Options(OtlpSettings settings, ConnectGuard guard, string path) => new()
    {
        Endpoint = settings.ExportProtocol is OtlpExportProtocol.Grpc ? settings.Address : new Uri(settings.Address, path),
        Protocol = settings.ExportProtocol,
        Headers = settings.Headers,
        TimeoutMilliseconds = (int)settings.Timeout.TotalMilliseconds,
        HttpClientFactory = () => new HttpClient(guard.Protect(new SocketsHttpHandler())) { Timeout = settings.Timeout },
    };
}
