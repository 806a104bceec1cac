using System.Net;
using DeploymentFlex.Telemetry.Journal;

namespace DeploymentFlex.Telemetry.Otlp;

/// <summary>
/// Looks at what the collector answers to an exporter, who tells no more than that a batch was not taken. What the
/// collector will never take counts as dropped and is answered as taken: neither a journal nor the circuit has use for it.
/// </summary>
internal sealed class JudgingHandler(HttpMessageHandler inner, TelemetrySignal signal, bool isGrpc, TelemetryLoss loss) : DelegatingHandler(inner)
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Judge(base.Send(request, cancellationToken));
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            Count(OtlpAnswer.Of(error));
            throw;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var response = await base.SendAsync(request, cancellationToken);

            // The status of gRPC comes behind the content.
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            return Judge(response);
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            Count(OtlpAnswer.Of(error));
            throw;
        }
    }

    private HttpResponseMessage Judge(HttpResponseMessage response)
    {
        var answer = OtlpAnswer.Of(response, isGrpc);
        Count(answer.Verdict);
        if (answer.Verdict is not OtlpVerdict.Refused)
        {
            return response;
        }

        loss.Refused(signal, answer.Reason);
        using (response)
        {
            return Taken(response.RequestMessage);
        }
    }

    private void Count(OtlpVerdict verdict)
    {
        if (verdict is OtlpVerdict.Unanswered)
        {
            loss.Unanswered();
        }
    }

    // A message of gRPC without fields is five bytes that say so; over HTTP no content is one.
    private HttpResponseMessage Taken(HttpRequestMessage? request)
    {
        var taken = new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new ByteArrayContent(isGrpc ? new byte[5] : []) };
        if (isGrpc)
        {
            taken.Version = HttpVersion.Version20;
            taken.TrailingHeaders.Add("grpc-status", "0");
        }

        return taken;
    }
}
