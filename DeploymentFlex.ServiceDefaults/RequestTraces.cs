using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DeploymentFlex.ServiceDefaults;

/// <summary>
/// Names each request in the traces by its method and route. Those that ask for a service's health or metrics are left out: there is
/// one every few seconds, and they tell nothing.
/// </summary>
internal static class RequestTraces
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var activity = Activity.Current;
        if (activity is not null && (context.Request.Path.Value is "/alive" or "/ready" or "/health" or "/metrics"))
        {
            activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }

        await next(context);
        if (activity is not null && context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route })
        {
            activity.DisplayName = $"{context.Request.Method} {route}";
        }
    }
}
