using System.Net;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Execution;

/// <summary>Healthy when a path of an endpoint answers with the expected status code.</summary>
internal sealed class EndpointHealthCheck(EndpointReference endpoint, string path, int statusCode) : IHealthCheck
{
    private static readonly HttpClient s_client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var address = new Uri(new Uri(endpoint.Url), path);
        try
        {
            using var answer = await s_client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.StatusCode == (HttpStatusCode)statusCode
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"{address} answers {(int)answer.StatusCode} instead of {statusCode}.");
        }
        catch (HttpRequestException error)
        {
            return HealthCheckResult.Unhealthy($"{address} does not answer: {error.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"{address} has not answered within {s_client.Timeout.TotalSeconds:0} s.");
        }
    }
}
