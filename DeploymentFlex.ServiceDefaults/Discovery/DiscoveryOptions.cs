using System.ComponentModel.DataAnnotations;

namespace DeploymentFlex.ServiceDefaults.Discovery;

/// <summary>
/// How the logical name of a service becomes an address where Aspire names none: section <c>Discovery</c>.
/// A pattern knows <c>{service}</c>, <c>{port}</c>, <c>{namespace}</c> and <c>{prefix}</c>.
/// </summary>
public sealed class DiscoveryOptions
{
    public const string Section = "Discovery";

    /// <summary>Which pattern is used: <c>local</c>, <c>docker</c> or <c>kubernetes</c>.</summary>
    [AllowedValues("local", "docker", "kubernetes", ErrorMessage = "must be local, docker or kubernetes.")]
    public string Pattern { get; set; } = "local";

    /// <summary>The patterns by name.</summary>
    public Dictionary<string, string> Patterns { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["local"] = "http://localhost:{port}",
        ["docker"] = "http://{prefix}{service}:{port}",
        ["kubernetes"] = "http://{prefix}{service}.{namespace}.svc.cluster.local:{port}",
    };

    /// <summary>What stands before a service's name, for example <c>fm-</c>.</summary>
    public string Prefix { get; set; } = string.Empty;

    /// <summary>The Kubernetes namespace.</summary>
    public string Namespace { get; set; } = "default";

    /// <summary>The port of a service that <see cref="Ports"/> does not name.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 8080;

    /// <summary>The ports by service; these are taken when each service runs by itself on one machine.</summary>
    public Dictionary<string, int> Ports { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["gateway"] = 8080,
        ["auth"] = 5101,
        ["sessions"] = 5102,
        ["cases"] = 5103,
        ["evidence"] = 5104,
        ["knowledge"] = 5105,
        ["jobs"] = 5106,
        ["keyrouter"] = 5107,
        ["experiments"] = 5108,
        ["console"] = 5109,
    };
}
