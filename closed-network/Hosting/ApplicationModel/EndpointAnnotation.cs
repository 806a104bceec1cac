using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>One address that a resource listens on.</summary>
public sealed class EndpointAnnotation(
    ProtocolType protocol, string? uriScheme = null, string? transport = null, string? name = null, int? port = null, bool? isExternal = null)
    : IResourceAnnotation
{
    public ProtocolType Protocol { get; set; } = protocol;

    public string UriScheme { get; set; } = uriScheme ?? "tcp";

    public string Transport { get; set; } = transport ?? uriScheme ?? "tcp";

    public string Name { get; set; } = name ?? uriScheme ?? "tcp";

    /// <summary>The port that others use; null lets the engine choose a free one.</summary>
    public int? Port { get; set; } = port;

    /// <summary>The name that the resource is told to listen on.</summary>
    public string TargetHost { get; set; } = "localhost";

    /// <summary>Whether published output exposes the endpoint to the outside.</summary>
    public bool IsExternal { get; set; } = isExternal ?? false;

    /// <summary>The address in this run; null until the engine has allocated it.</summary>
    public AllocatedEndpoint? AllocatedEndpoint { get; set; }
}
