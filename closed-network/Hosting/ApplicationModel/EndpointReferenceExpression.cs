using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>One part of an endpoint's address, named before there is one.</summary>
public class EndpointReferenceExpression(EndpointReference endpointReference, EndpointProperty property) : IExpressionValue, IValueWithReferences
{
    public EndpointReference Endpoint { get; } = endpointReference;

    public EndpointProperty Property { get; } = property;

    public string ValueExpression => Property is EndpointProperty.HostAndPort ? Binding("host") + ":" + Binding("port") : Binding(NameInManifest);

    IEnumerable<object> IValueWithReferences.References => [Endpoint];

    private string NameInManifest => Property switch
    {
        EndpointProperty.Host or EndpointProperty.IPV4Host => "host",
        EndpointProperty.TargetPort => "targetPort",
        EndpointProperty.TlsEnabled => "tlsEnabled",
        _ => Property.ToString().ToLowerInvariant(),
    };

    /// <exception cref="InvalidOperationException">There is no such endpoint, or it has no address yet.</exception>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(Property switch
    {
        EndpointProperty.Host => Endpoint.Host,
        EndpointProperty.IPV4Host => "127.0.0.1",
        EndpointProperty.Port => Endpoint.Port.ToString(CultureInfo.InvariantCulture),
        EndpointProperty.Scheme => Endpoint.Scheme,
        // No proxy stands before a process; a container's port is published under another one.
        EndpointProperty.TargetPort => (Endpoint.Resource is ContainerResource && Endpoint.TargetPort is { } port ? port : Endpoint.Port)
            .ToString(CultureInfo.InvariantCulture),
        EndpointProperty.HostAndPort => $"{Endpoint.Host}:{Endpoint.Port}",
        EndpointProperty.TlsEnabled => Endpoint.TlsEnabled.ToString(),
        _ => Endpoint.Url,
    });

    private string Binding(string property) => $"{{{Endpoint.Resource.Name}.bindings.{Endpoint.EndpointName}.{property}}}";
}
