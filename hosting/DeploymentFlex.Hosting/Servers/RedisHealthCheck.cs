using System.Globalization;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeploymentFlex.Hosting.Servers;

/// <summary>Healthy when a Redis server takes the password and answers PING.</summary>
internal sealed class RedisHealthCheck(EndpointReference endpoint, Func<ParameterResource?> password) : TcpHealthCheck(endpoint, "Redis")
{
    protected override async Task<HealthCheckResult> AskAsync(Stream server, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(server, Encoding.ASCII);
        if (password() is { } parameter && await parameter.GetValueAsync(cancellationToken) is { Length: > 0 } secret)
        {
            await server.WriteAsync(Command("AUTH", secret), cancellationToken);
            if (await reader.ReadLineAsync(cancellationToken) is not "+OK" and var refusal)
            {
                return HealthCheckResult.Unhealthy($"Redis refuses the password: {refusal}");
            }
        }

        await server.WriteAsync(Command("PING"), cancellationToken);
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
