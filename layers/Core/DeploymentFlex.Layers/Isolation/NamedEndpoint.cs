using System.Globalization;
using System.Net;

namespace DeploymentFlex.Layers.Isolation;

/// <summary>A host and a port that connections may go to. Hosts are compared as names: no wildcards, nothing resolved.</summary>
public sealed record NamedEndpoint
{
    /// <param name="host">A name, an address, or the path of a socket.</param>
    /// <param name="port">The port.</param>
    public NamedEndpoint(string host, int port)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        var name = host.TrimStart('[').TrimEnd(']', '.');
        Host = IPAddress.TryParse(name, out var address) ? address.ToString() : name.ToLowerInvariant();
        Port = port;
    }

    public string Host { get; }

    public int Port { get; }

    /// <summary>The endpoint of an absolute address, with its scheme's own port where it names none.</summary>
    public static NamedEndpoint From(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new NamedEndpoint(address.IdnHost, address.Port);
    }

    public static NamedEndpoint From(EndPoint endpoint) => endpoint switch
    {
        DnsEndPoint dns => new NamedEndpoint(dns.Host, dns.Port),
        IPEndPoint ip => new NamedEndpoint(ip.Address.ToString(), ip.Port),
        _ => new NamedEndpoint(endpoint?.ToString() ?? string.Empty, 0),
    };

    /// <summary>The endpoint of <c>host:port</c>, of <c>host</c>, or of an IPv6 address in brackets.</summary>
    public static NamedEndpoint Parse(string text, int defaultPort)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var colon = text.LastIndexOf(':');
        var hasPort = colon > text.LastIndexOf(']') && text.IndexOf(':', StringComparison.Ordinal) is var first && (first == colon || text[0] is '[');
        return hasPort && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new NamedEndpoint(text[..colon], port)
            : new NamedEndpoint(text, defaultPort);
    }

    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
