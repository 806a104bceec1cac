using DeploymentFlex.Layers.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.Telemetry.Prometheus;

/// <summary>
/// <c>/metrics</c>, as Prometheus asks for it: to all in development, in the strict modes to those who have the management key.
/// </summary>
public static class MetricsEndpoint
{
    public static IEndpointRouteBuilder MapMetrics(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (endpoints.ServiceProvider.GetRequiredService<IOptions<MetricsOptions>>().Value.Enabled)
        {
            endpoints.MapGet("/metrics", ScrapeAsync).ExcludeFromDescription();
        }

        return endpoints;
    }

    private static async Task ScrapeAsync(HttpContext context, PrometheusExporter exporter, ManagementKey key)
    {
        if (!key.Admits(context.Request))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await Results.Problem(
                "Send the deployment's Management:ApiKey as bearer token. Where none is set, there are no metrics in this mode.",
                statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(context);
            return;
        }

        context.Response.ContentType = PrometheusText.ContentType;
        await exporter.CollectAsync(context.Response.BodyWriter, context.RequestAborted);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
