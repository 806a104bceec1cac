using System.ComponentModel.DataAnnotations;
using DeploymentFlex.Layers.Isolation;

namespace DeploymentFlex.Layers.Redis;

/// <summary>
/// A Redis-compatible server: <c>Layers:Cache:redis</c> and the like of other layers. <see cref="Url"/> says at once what <see cref="Host"/>,
/// <see cref="Port"/>, <see cref="User"/>, <see cref="Password"/>, <see cref="Tls"/> and <see cref="Database"/> say one
/// by one, and comes before them; <see cref="ConnectionString"/> is asked when neither is set.
/// </summary>
public class RedisOptions : IValidatableObject, INamesEndpoints
{
    public RedisMode Mode { get; set; }

    /// <summary><c>redis://user:password@host:port/database</c>; <c>rediss</c> for TLS.</summary>
    public string? Url { get; set; }

    /// <summary>The server in StackExchange.Redis' own form, for example <c>cache:6379,password=…</c>; that of <c>ConnectionStrings</c> unless set.</summary>
    public string? ConnectionString { get; set; }

    public string? Host { get; set; }

    [Range(1, 65_535, ErrorMessage = "must be between 1 and 65535.")]
    public int Port { get; set; } = 6379;

    /// <summary>The ACL user; null for the default user.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    public bool Tls { get; set; }

    /// <summary>A file with the PEM certificates that may sign the server's; null for those the system trusts.</summary>
    public string? CaFile { get; set; }

    [Range(0, 1_000, ErrorMessage = "must be between 0 and 1000.")]
    public int Database { get; set; }

    /// <summary>What every key begins with, so that several applications can share a server.</summary>
    [RegularExpression("^[A-Za-z0-9:._-]{1,64}$", ErrorMessage = "must be 1 to 64 letters, digits, colons, dots, dashes or underscores.")]
    public string Prefix { get; set; } = "deploymentflex:";

    /// <summary>The sentinels, <c>host:port</c> each, with commas between.</summary>
    public string? SentinelHosts { get; set; }

    public string? SentinelPassword { get; set; }

    /// <summary>The name under which the sentinels know the master.</summary>
    public string MasterSet { get; set; } = "mymaster";

    /// <summary>
    /// The networks, <c>10.0.0.0/8</c> each with commas between, in which a master that the sentinels announce may be.
    /// Null leaves it to <c>Isolation:Networks</c>; where connections are limited to named endpoints and that says
    /// nothing either, only the sentinels' own hosts are allowed.
    /// </summary>
    public string? MasterNetworks { get; set; }

    IEnumerable<NamedEndpoint> INamesEndpoints.Endpoints => RedisConfiguration.EndpointsOf(this);

    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Mode is RedisMode.Sentinel ? SentinelHosts is null : Url is null && Host is null && ConnectionString is null)
        {
            yield return Mode is RedisMode.Sentinel
                ? new("must be set when Mode is sentinel, for example sentinel-1:26379,sentinel-2:26379.", [nameof(SentinelHosts)])
                : new("or Host must be set, for example redis://cache:6379.", [nameof(Url)]);
        }

        if (Url is not null && !(Uri.TryCreate(Url, UriKind.Absolute, out var url) && url.Scheme is "redis" or "rediss" && url.Host.Length > 0))
        {
            yield return new("must be redis://user:password@host:port/database, or rediss:// for TLS.", [nameof(Url)]);
        }

        if (MasterNetworks is not null && !NetworkList.TryParse(MasterNetworks, out _))
        {
            yield return new("must be networks such as 10.0.0.0/8, with commas between.", [nameof(MasterNetworks)]);
        }

        if (CaFile is not null && !File.Exists(CaFile))
        {
            yield return new("names no file.", [nameof(CaFile)]);
        }
    }

    internal static string[] Words(string? list) =>
        list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
