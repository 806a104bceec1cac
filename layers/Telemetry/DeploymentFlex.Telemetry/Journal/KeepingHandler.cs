using System.Net;

namespace DeploymentFlex.Telemetry.Journal;

/// <summary>Stands where an exporter's requests would leave for the collector, and keeps what they carry.</summary>
internal sealed class KeepingHandler(TelemetryJournal journal, TelemetrySignal signal) : HttpMessageHandler
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        request.Content!.CopyTo(message, context: null, cancellationToken);
        journal.Keep(signal, message.GetBuffer().AsMemory(0, (int)message.Length));
        return new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new ByteArrayContent([]) };
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(Send(request, cancellationToken));
}
