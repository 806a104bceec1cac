namespace Aspire.Hosting.ApplicationModel;

/// <summary>The address of an endpoint in this run.</summary>
public class AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port)
{
    public EndpointAnnotation Endpoint { get; } = endpoint;

    public string Address { get; } = address;

    public int Port { get; } = port;

    public string UriScheme => Endpoint.UriScheme;

    public string EndPointString => $"{Address}:{Port}";

    /// <summary>For example <c>http://localhost:5123</c>.</summary>
    public string UriString => $"{UriScheme}://{EndPointString}";

    public override string ToString() => UriString;
}
