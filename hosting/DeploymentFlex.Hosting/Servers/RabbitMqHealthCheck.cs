using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeploymentFlex.Hosting.Servers;

/// <summary>Healthy when a RabbitMQ server answers the header of AMQP 0-9-1 with the first method of a connection. No password is sent.</summary>
internal sealed class RabbitMqHealthCheck(EndpointReference endpoint) : TcpHealthCheck(endpoint, "RabbitMQ")
{
    // AMQP 0-9-1, sections 4.2.2 and 4.2.3: a server that does not take the connection answers with a header of its own, or not at all.
    private const byte MethodFrame = 1;

    private static readonly byte[] s_header = [.. "AMQP"u8, 0, 0, 9, 1];

    protected override async Task<HealthCheckResult> AskAsync(Stream server, CancellationToken cancellationToken)
    {
        await server.WriteAsync(s_header, cancellationToken);
        var kind = new byte[1];
        return await server.ReadAsync(kind, cancellationToken) == 1 && kind[0] == MethodFrame
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("RabbitMQ takes no connections yet, or none any more.");
    }
}
