using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeploymentFlex.Hosting.Servers;

/// <summary>Healthy when a Redis server takes the password and answers PING. Speaks RESP itself, so that no client library is needed.</summary>
internal sealed class RedisHealthCheck(EndpointReference endpoint, Func<ParameterResource?> password) : IHealthCheck
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        try
        {
            return await AskAsync(limit.Token);
        }
        catch (Exception error) when (error is SocketException or IOException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return HealthCheckResult.Unhealthy($"Redis at {endpoint.Host}:{endpoint.Port} does not answer: {error.Message}");
        }
    }

    private async Task<HealthCheckResult> AskAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        if (password() is { } parameter && await parameter.GetValueAsync(cancellationToken) is { Length: > 0 } secret)
        {
            await client.GetStream().WriteAsync(Command("AUTH", secret), cancellationToken);
            if (await reader.ReadLineAsync(cancellationToken) is not "+OK" and var refusal)
            {
                return HealthCheckResult.Unhealthy($"Redis refuses the password: {refusal}");
            }
        }

        await client.GetStream().WriteAsync(Command("PING"), cancellationToken);
        return await reader.ReadLineAsync(cancellationToken) is "+PONG"
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("Redis does not answer PING with PONG; it may be loading its data.");
    }

    private static byte[] Command(params string[] words)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{words.Length}\r\n");
        foreach (var word in words)
        {
            text.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
