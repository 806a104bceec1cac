using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Execution;

/// <summary>Tells an ASP.NET Core project where to listen.</summary>
internal static class AspNetCoreUrls
{
    public static void AddTo(EnvironmentCallbackContext context)
    {
        var urls = context.Resource.Annotations.OfType<EndpointAnnotation>()
            .Where(static endpoint => endpoint.UriScheme is "http" or "https" && endpoint.AllocatedEndpoint is not null)
            .Select(static endpoint => $"{endpoint.UriScheme}://{endpoint.TargetHost}:{endpoint.AllocatedEndpoint!.Port}")
            .ToArray();
        if (urls.Length > 0)
        {
            context.EnvironmentVariables["ASPNETCORE_URLS"] = string.Join(';', urls);
        }
    }
}
