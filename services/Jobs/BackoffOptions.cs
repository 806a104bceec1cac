using System.ComponentModel.DataAnnotations;

namespace DeploymentFlex.Services.Jobs;

/// <summary>The pause before the next attempt: doubled with each, up to a bound, and shortened at random by up to half.</summary>
public sealed class BackoffOptions
{
    /// <summary>The longest pause after the first attempt.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan Initial { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause of all. A handler's <c>Retry-After</c> may be longer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "7.00:00:00")]
    public TimeSpan Max { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The pause after an attempt; <paramref name="random"/> is from 0 to 1.</summary>
    public TimeSpan After(int attempt, double random)
    {
        var doubled = Initial.TotalSeconds * Math.Pow(2, Math.Max(attempt, 1) - 1);
        return TimeSpan.FromSeconds(Math.Min(doubled, Max.TotalSeconds) * (1 - (random / 2)));
    }
}
