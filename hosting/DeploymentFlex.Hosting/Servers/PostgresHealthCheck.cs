using System.Buffers.Binary;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeploymentFlex.Hosting.Servers;

/// <summary>
/// Healthy when a PostgreSQL server asks for the password of a session, as <c>pg_isready</c> checks it: a server that starts,
/// recovers or stops answers with an error instead. No password is sent.
/// </summary>
internal sealed class PostgresHealthCheck(EndpointReference endpoint) : TcpHealthCheck(endpoint, "PostgreSQL")
{
    private const int ProtocolVersion = 3 << 16;
    private const byte AuthenticationRequest = (byte)'R';

    protected override async Task<HealthCheckResult> AskAsync(Stream server, CancellationToken cancellationToken)
    {
        await server.WriteAsync(StartupMessage(), cancellationToken);
        var kind = new byte[1];
        return await server.ReadAsync(kind, cancellationToken) == 1 && kind[0] == AuthenticationRequest
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("PostgreSQL takes no sessions yet, or none any more.");
    }

    // PostgreSQL's documentation, "Message Formats", StartupMessage.
    private static byte[] StartupMessage()
    {
        var settings = "user\0postgres\0database\0postgres\0\0"u8;
        var message = new byte[8 + settings.Length];
        BinaryPrimitives.WriteInt32BigEndian(message, message.Length);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(4), ProtocolVersion);
        settings.CopyTo(message.AsSpan(8));
        return message;
    }
}
