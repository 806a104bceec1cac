using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>The ports of endpoints in a manifest: those that the model names, and from 8000 on where one is needed.</summary>
internal sealed class ManifestPorts
{
    private readonly HashSet<int> _used = [];
    private int _next = 8000;

    public IReadOnlyList<(EndpointAnnotation Endpoint, int? Port, int? TargetPort)> Resolve(IResource resource)
    {
        var resolved = new List<(EndpointAnnotation, int?, int?)>();
        var schemes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            var isDefault = resource is ProjectResource && endpoint.UriScheme is "http" or "https" && schemes.Add(endpoint.UriScheme);
            var targetPort = endpoint.TargetPort
                ?? (resource is ContainerResource ? endpoint.Port : null)
                ?? (isDefault ? null : Free());
            var port = endpoint.Port ?? (targetPort is null && endpoint.UriScheme is not ("http" or "https") ? Free() : null);
            _used.UnionWith(new[] { port, targetPort }.OfType<int>());
            resolved.Add((endpoint, port, targetPort));
        }

        return resolved;
    }

    private int Free()
    {
        while (_used.Contains(_next))
        {
            _next++;
        }

        return _next;
    }
}
