using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using DeploymentFlex.Telemetry.Journal;
using OpenTelemetry.Exporter;

namespace DeploymentFlex.Telemetry.Otlp;

/// <summary>
/// Sends OTLP messages that were kept, as https://opentelemetry.io/docs/specs/otlp has it: a POST over HTTP, or a unary call of
/// gRPC, which is a frame of five bytes before the message and a status in the trailers.
/// </summary>
internal sealed class OtlpDelivery(OtlpSettings settings, HttpMessageHandler handler) : IDisposable
{
    private readonly HttpClient _client = new(handler) { Timeout = settings.Timeout };

    private bool IsGrpc => settings.ExportProtocol is OtlpExportProtocol.Grpc;

    /// <returns>Null when the collector took it, else why it will never.</returns>
    /// <exception cref="TelemetryExportException">It was not taken, and may be later.</exception>
    public async Task<string?> SendAsync(TelemetryRecord record, CancellationToken cancellationToken)
    {
        using var request = IsGrpc ? CreateCall(record) : CreatePost(record);
        foreach (var header in settings.Headers?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
        {
            var parts = header.Split('=', 2);
            request.Headers.TryAddWithoutValidation(parts[0], Uri.UnescapeDataString(parts[^1]));
        }

        try
        {
            using var response = await _client.SendAsync(request, cancellationToken);
            var answer = OtlpAnswer.Of(response, IsGrpc);
            return answer.Verdict switch
            {
                OtlpVerdict.Taken => null,
                OtlpVerdict.Refused => answer.Reason,
                _ => throw NotTaken(answer.Reason, inner: null, answer.Verdict),
            };
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw NotTaken(error.Message, error, OtlpAnswer.Of(error));
        }
    }

    public void Dispose() => _client.Dispose();

    private HttpRequestMessage CreatePost(TelemetryRecord record)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.Address, OtlpExporters.PathOf(record.Signal)))
        {
            Content = new ReadOnlyMemoryContent(record.Message),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        return request;
    }

    private HttpRequestMessage CreateCall(TelemetryRecord record)
    {
        var frame = new byte[5 + record.Message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), record.Message.Length);
        record.Message.Span.CopyTo(frame.AsSpan(5));
        var (package, service) = record.Signal switch
        {
            TelemetrySignal.Traces => ("trace", "TraceService"),
            TelemetrySignal.Logs => ("logs", "LogsService"),
            _ => ("metrics", "MetricsService"),
        };
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.Address, $"opentelemetry.proto.collector.{package}.v1.{service}/Export"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(frame),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        return request;
    }

    private TelemetryExportException NotTaken(string reason, Exception? inner, OtlpVerdict verdict) =>
        new($"The collector at {settings.Address.GetLeftPart(UriPartial.Authority)} did not take what had waited: {reason}", inner!)
        {
            IsUnanswered = verdict is OtlpVerdict.Unanswered,
        };
}
