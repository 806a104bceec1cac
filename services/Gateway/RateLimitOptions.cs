using System.ComponentModel.DataAnnotations;
using DeploymentFlex.Cache;

namespace DeploymentFlex.Services.Gateway;

/// <summary>What one client may ask for: section <c>Gateway:RateLimit</c>.</summary>
public sealed class RateLimitOptions
{
    public bool Enabled { get; set; } = true;

    /// <summary>The requests a minute in the long run.</summary>
    [Range(1, 10_000_000, ErrorMessage = "must be from 1 to 10000000.")]
    public int RequestsPerMinute { get; set; } = 6_000;

    /// <summary>The requests at once, by a client that was quiet before.</summary>
    [Range(1, 10_000_000, ErrorMessage = "must be from 1 to 10000000.")]
    public int Burst { get; set; } = 1_000;

    internal TokenBucket Bucket => new(Burst, RequestsPerMinute / 60.0);
}
