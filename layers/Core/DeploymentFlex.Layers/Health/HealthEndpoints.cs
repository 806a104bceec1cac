using System.Security.Cryptography;
using System.Text;
using DeploymentFlex.Layers.Modes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Layers.Health;

/// <summary>
/// <c>/alive</c>: the process answers. <c>/ready</c>: every required layer is served, even by a fallback, so that one
/// shared outage does not drain every instance. <c>/health</c>: each layer's chain, in detail for operators.
/// </summary>
public static class HealthEndpoints
{
    /// <summary>The header that carries the management key of <c>Management:ApiKey</c>.</summary>
    public const string ManagementKeyHeader = "X-Management-Key";

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

    private static IResult Health(HttpContext context, HealthReporter reporter)
    {
        var report = reporter.Report(MaySeeDetails(context));
        var status = report.Status is "unhealthy" ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        return Results.Json(report, HealthJson.Default.HealthReport, statusCode: status);
    }

    private static bool MaySeeDetails(HttpContext context)
    {
        var deployment = context.RequestServices.GetRequiredService<DeploymentOptions>();
        if (!deployment.IsStrict)
        {
            return true;
        }

        var key = context.RequestServices.GetRequiredService<IConfiguration>()["Management:ApiKey"];
        return !string.IsNullOrEmpty(key)
            && context.Request.Headers.TryGetValue(ManagementKeyHeader, out var given)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(given.ToString()));
    }
}
