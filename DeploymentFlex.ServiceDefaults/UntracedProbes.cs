using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace DeploymentFlex.ServiceDefaults;

/// <summary>Leaves the requests that ask for a service's health out of the traces: there is one every few seconds, and they tell nothing.</summary>
internal static class UntracedProbes
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (Activity.Current is { } activity && context.Request.Path.Value is "/alive" or "/ready" or "/health")
        {
            activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }

        return next(context);
    }
}
