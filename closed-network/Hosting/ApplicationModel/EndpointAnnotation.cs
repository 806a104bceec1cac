using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>One address that a resource listens on.</summary>
public sealed class EndpointAnnotation(
    ProtocolType protocol,
    string? uriScheme = null,
    string? transport = null,
    string? name = null,
    int? port = null,
    int? targetPort = null,
    bool? isExternal = null,
    bool? isProxied = null)
    : IResourceAnnotation
{
    public ProtocolType Protocol { get; set; } = protocol;

    public string UriScheme { get => field ?? ProtocolName; set; } = uriScheme!;

    public string Transport { get => field ?? (UriScheme is "http" or "https" ? "http" : ProtocolName); set; } = transport!;

    public string Name { get => field ?? UriScheme; set; } = name!;

    /// <summary>The port that others use; null lets the engine choose a free one.</summary>
    public int? Port { get; set; } = port;

    /// <summary>The port that the resource itself listens on, in a container of its own; null for the same or one that the engine chooses.</summary>
    public int? TargetPort { get; set; } = targetPort;

    /// <summary>The name that the resource is told to listen on.</summary>
    public string TargetHost { get; set; } = "localhost";

    /// <summary>Whether published output exposes the endpoint to the outside.</summary>
    public bool IsExternal { get; set; } = isExternal ?? false;

    /// <summary>Kept for whoever reads the model: this engine has no proxies.</summary>
    public bool IsProxied { get; set; } = isProxied ?? true;

    public bool TlsEnabled { get; set; }

    /// <summary>The address in this run; null until the engine has allocated it.</summary>
    public AllocatedEndpoint? AllocatedEndpoint { get; set; }

    /// <summary>The variable that tells the resource which port to listen on.</summary>
    internal string? TargetPortEnvironmentVariable { get; set; }

    /// <summary>Whether the endpoint is only there because web projects have one; what runs the published project ends TLS before it.</summary>
    internal bool IsDefaultHttps { get; init; }

    private string ProtocolName => Protocol.ToString().ToLowerInvariant();
}
