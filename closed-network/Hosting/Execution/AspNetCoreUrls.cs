using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Execution;

/// <summary>Tells an ASP.NET Core project where to listen: at addresses in a run, on ports where it is published.</summary>
internal static class AspNetCoreUrls
{
    public static void AddTo(EnvironmentCallbackContext context)
    {
        // An endpoint with a variable of its own is told by that one.
        var endpoints = context.Resource.Annotations.OfType<EndpointAnnotation>()
            .Where(static endpoint => endpoint.TargetPortEnvironmentVariable is null)
            .ToArray();
        if (context.ExecutionContext.IsPublishMode)
        {
            AddPorts(context, "HTTP_PORTS", endpoints.Where(static endpoint => endpoint.UriScheme is "http"));
            AddPorts(context, "HTTPS_PORTS", endpoints.Where(static endpoint => endpoint.UriScheme is "https" && !endpoint.IsDefaultHttps));
            return;
        }

        var urls = endpoints
            .Where(static endpoint => endpoint.UriScheme is "http" or "https" && endpoint.AllocatedEndpoint is not null)
            .Select(static endpoint => $"{endpoint.UriScheme}://{endpoint.TargetHost}:{endpoint.AllocatedEndpoint!.Port}")
            .ToArray();
        if (urls.Length > 0)
        {
            context.EnvironmentVariables["ASPNETCORE_URLS"] = string.Join(';', urls);
        }
    }

    private static void AddPorts(EnvironmentCallbackContext context, string variable, IEnumerable<EndpointAnnotation> endpoints)
    {
        var ports = new ReferenceExpressionBuilder();
        foreach (var endpoint in endpoints)
        {
            ports.AppendLiteral(ports.IsEmpty ? "" : ";");
            ports.AppendFormatted(new EndpointReference((IResourceWithEndpoints)context.Resource, endpoint).Property(EndpointProperty.TargetPort));
        }

        if (!ports.IsEmpty)
        {
            context.EnvironmentVariables.TryAdd(variable, ports.Build());
        }
    }
}
