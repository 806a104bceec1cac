using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Execution;

/// <summary>Writes the addresses of one resource into the environment of another.</summary>
internal static class ServiceReferences
{
    public static void AddTo(EnvironmentCallbackContext context, IResourceWithEndpoints source)
    {
        foreach (var endpoints in source.GetEndpoints().GroupBy(KeyOf, StringComparer.OrdinalIgnoreCase))
        {
            foreach (var (index, endpoint) in endpoints.Index())
            {
                context.EnvironmentVariables[$"services__{source.Name}__{endpoints.Key}__{index}"] = endpoint;
                context.EnvironmentVariables[$"{EncodeName(source.Name)}_{EncodeName(endpoint.EndpointName)}"] = endpoint;
            }
        }
    }

    // An endpoint that bears a name of its own is found under it, others under their scheme.
    private static string KeyOf(EndpointReference endpoint) =>
        endpoint.EndpointName is "http" or "https" ? endpoint.Scheme : endpoint.EndpointName;

    public static string EncodeName(string name) => name.Replace('-', '_').ToUpperInvariant();
}
