using System.Diagnostics;
using System.Net.Sockets;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.Layers.Providers;
using DeploymentFlex.Telemetry.Journal;
using DeploymentFlex.Telemetry.Otlp;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;

namespace DeploymentFlex.Telemetry;

/// <summary>Sends telemetry to a collector with OpenTelemetry's own OTLP exporters.</summary>
internal sealed class OtlpSink(OtlpSettings settings, ConnectGuard guard, TelemetryLoss loss) : ITelemetrySink, IProbed, IChecked, IDisposable
{
    private static readonly TimeSpan s_startsWithin = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_betweenTries = TimeSpan.FromMilliseconds(100);

    private readonly Uri _address = settings.Address;
    private readonly OtlpExporters _exporters = new(signal => Options(settings, guard, loss, signal));
    private readonly OtlpDelivery _delivery = new(settings, guard.Protect(new SocketsHttpHandler()));
    private bool _probed;

    public void Export(Batch<Activity> spans, BaseProvider? provider) => Require(_exporters.TryExport(spans, provider));

    public void Export(Batch<LogRecord> logs, BaseProvider? provider) => Require(_exporters.TryExport(logs, provider));

    public void Export(Batch<Metric> metrics, BaseProvider? provider) => Require(_exporters.TryExport(metrics, provider));

    /// <summary>Sends what waited in a journal; what the collector will never take counts as dropped.</summary>
    /// <exception cref="TelemetryExportException">It was not taken, and may be later.</exception>
    public async Task SendAsync(TelemetryRecord record, CancellationToken cancellationToken)
    {
        using var quiet = SuppressInstrumentationScope.Begin();
        try
        {
            if (await _delivery.SendAsync(record, cancellationToken) is { } reason)
            {
                loss.Refused(record.Signal, reason);
            }
        }
        catch (TelemetryExportException error) when (error.IsUnanswered)
        {
            loss.Unanswered();
            throw;
        }
    }

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
        _exporters.Dispose();
        _delivery.Dispose();
    }

    // A collector on this machine may be starting at the same moment, as a dashboard does.
    private bool MayBeStarting(long since)
    {
        var mayBe = !_probed && _address.IsLoopback && Stopwatch.GetElapsedTime(since) < s_startsWithin;
        _probed = !mayBe;
        return mayBe;
    }

    private void Require(bool isTaken)
    {
        if (!isTaken)
        {
            throw new TelemetryExportException($"The collector at {_address.GetLeftPart(UriPartial.Authority)} did not take a batch.");
        }
    }

    private static OtlpExporterOptions Options(OtlpSettings settings, ConnectGuard guard, TelemetryLoss loss, TelemetrySignal signal) => new()
    {
        Endpoint = settings.ExportProtocol is OtlpExportProtocol.Grpc ? settings.Address : new Uri(settings.Address, OtlpExporters.PathOf(signal)),
        Protocol = settings.ExportProtocol,
        Headers = settings.Headers,
        TimeoutMilliseconds = (int)settings.Timeout.TotalMilliseconds,
        HttpClientFactory = () => new HttpClient(new JudgingHandler(
            guard.Protect(new SocketsHttpHandler()), signal, settings.ExportProtocol is OtlpExportProtocol.Grpc, loss))
        { Timeout = settings.Timeout },
    };
}
