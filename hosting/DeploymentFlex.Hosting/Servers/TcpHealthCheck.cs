using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeploymentFlex.Hosting.Servers;

/// <summary>Asks a server whether it takes clients, in the words of its own protocol, so that no client library is needed.</summary>
internal abstract class TcpHealthCheck(EndpointReference endpoint, string product) : IHealthCheck
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(endpoint.Host, endpoint.Port, limit.Token);
            return await AskAsync(client.GetStream(), limit.Token);
        }
        catch (Exception error) when (error is SocketException or IOException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return HealthCheckResult.Unhealthy($"{product} at {endpoint.Host}:{endpoint.Port} does not answer: {error.Message}");
        }
    }

    protected abstract Task<HealthCheckResult> AskAsync(Stream server, CancellationToken cancellationToken);
}
