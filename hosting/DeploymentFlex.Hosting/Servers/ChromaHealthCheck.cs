using System.Text;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeploymentFlex.Hosting.Servers;

/// <summary>Healthy when a Chroma server answers its heartbeat with 200.</summary>
internal sealed class ChromaHealthCheck(EndpointReference endpoint) : TcpHealthCheck(endpoint, "Chroma")
{
    private static readonly byte[] s_request = [.. "GET /api/v2/heartbeat HTTP/1.0\r\nHost: localhost\r\n\r\n"u8];

    protected override async Task<HealthCheckResult> AskAsync(Stream server, CancellationToken cancellationToken)
    {
        await server.WriteAsync(s_request, cancellationToken);
        using var reader = new StreamReader(server, Encoding.ASCII);
        var status = await reader.ReadLineAsync(cancellationToken);
        return status?.Split(' ') is [_, "200", ..]
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"Chroma answers '{status}'.");
    }
}
