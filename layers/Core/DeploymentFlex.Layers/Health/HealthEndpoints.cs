using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DeploymentFlex.Layers.Health;

/// <summary>
/// <c>/alive</c>: the process answers. <c>/ready</c>: every required layer is served, even by a fallback, so that one
/// shared outage does not drain every instance. <c>/health</c>: each layer's chain, in detail for operators.
/// </summary>
public static class HealthEndpoints
{
    public static IEndpointRouteBuilder MapLayerHealth(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.MapGet("/alive", static () => TypedResults.Text("alive")).ExcludeFromDescription();
        endpoints.MapGet("/ready", static (HealthReporter reporter) => reporter.IsReady
            ? Results.Text("ready")
            : Results.Text("a required layer is not served", statusCode: StatusCodes.Status503ServiceUnavailable)).ExcludeFromDescription();
        endpoints.MapGet("/health", Health).ExcludeFromDescription();
        return endpoints;
    }

    private static IResult Health(HttpRequest request, HealthReporter reporter, ManagementKey key)
    {
        var report = reporter.Report(key.Admits(request));
        var status = report.Status is "unhealthy" ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        return Results.Json(report, HealthJson.Default.HealthReport, statusCode: status);
    }
}
