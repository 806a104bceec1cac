using System.Buffers.Binary;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeploymentFlex.Hosting.Servers;

/// <summary>
/// Healthy when a PostgreSQL server asks for the password of a session, as <c>pg_isready</c> checks it: a server that starts,
/// recovers or stops answers with an error instead. No client library is needed, and no password is sent.
/// </summary>
internal sealed class PostgresHealthCheck(EndpointReference endpoint) : IHealthCheck
{
    private const int ProtocolVersion = 3 << 16;
    private const byte AuthenticationRequest = (byte)'R';

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(endpoint.Host, endpoint.Port, limit.Token);
            await client.GetStream().WriteAsync(StartupMessage(), limit.Token);
            var kind = new byte[1];
            var read = await client.GetStream().ReadAsync(kind, limit.Token);
            return read == 1 && kind[0] == AuthenticationRequest
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("PostgreSQL takes no sessions yet, or none any more.");
        }
        catch (Exception error) when (error is SocketException or IOException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return HealthCheckResult.Unhealthy($"PostgreSQL at {endpoint.Host}:{endpoint.Port} does not answer: {error.Message}");
        }
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
