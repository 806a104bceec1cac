using System.Collections.Concurrent;
using DeploymentFlex.Layers.Isolation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.ServiceDefaults.Discovery;

/// <summary>
/// Resolves the logical names of services: <c>services:{name}:{scheme}:{n}</c> as Aspire hands them over (several
/// addresses are taken in turn), else the pattern of the deployment.
/// </summary>
public sealed class ServiceDiscovery(IConfiguration configuration, IOptions<DiscoveryOptions> options) : INamesEndpoints
{
    private readonly ConcurrentDictionary<string, Uri[]> _addresses = new(StringComparer.OrdinalIgnoreCase);
    private readonly DiscoveryOptions _options = options.Value;
    private int _turn;

    IEnumerable<NamedEndpoint> INamesEndpoints.Endpoints =>
        configuration.GetSection("services").GetChildren().Select(static service => service.Key)
            .Union(_options.Ports.Keys, StringComparer.OrdinalIgnoreCase)
            .SelectMany(service => _addresses.GetOrAdd(service, Find))
            .Select(NamedEndpoint.From);

    /// <summary>Whether a host is the name of a service, and not an address of its own.</summary>
    public bool IsService(string host) =>
        !host.Contains('.', StringComparison.Ordinal)
        && (_options.Ports.ContainsKey(host) || configuration.GetSection($"services:{host}").Exists());

    /// <summary>The base address of a service.</summary>
    public Uri Resolve(string service)
    {
        var addresses = _addresses.GetOrAdd(service, Find);
        return addresses.Length == 1
            ? addresses[0]
            : addresses[(int)((uint)Interlocked.Increment(ref _turn) % (uint)addresses.Length)];
    }

    /// <summary>The address with the service's own in place of its logical name; another address is left as it is.</summary>
    public Uri Resolve(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (!uri.IsAbsoluteUri || !uri.IsDefaultPort || !IsService(uri.Host))
        {
            return uri;
        }

        var address = Resolve(uri.Host);
        return new UriBuilder(uri) { Scheme = address.Scheme, Host = address.Host, Port = address.Port }.Uri;
    }

    private Uri[] Find(string service)
    {
        var section = configuration.GetSection($"services:{service}");
        var given = section.GetSection("https").GetChildren().Concat(section.GetSection("http").GetChildren())
            .Select(static item => item.Value)
            .OfType<string>()
            .Select(static value => new Uri(value, UriKind.Absolute))
            .ToArray();
        return given.Length > 0 ? given : [new Uri(FromPattern(service))];
    }

    private string FromPattern(string service)
    {
        var port = _options.Pattern is "local" && _options.Ports.TryGetValue(service, out var own) ? own : _options.Port;
        return _options.Patterns[_options.Pattern]
            .Replace("{service}", service, StringComparison.Ordinal)
            .Replace("{port}", $"{port}", StringComparison.Ordinal)
            .Replace("{namespace}", _options.Namespace, StringComparison.Ordinal)
            .Replace("{prefix}", _options.Prefix, StringComparison.Ordinal);
    }
}
