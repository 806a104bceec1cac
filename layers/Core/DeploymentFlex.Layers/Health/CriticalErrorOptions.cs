using System.ComponentModel.DataAnnotations;

namespace DeploymentFlex.Layers.Health;

/// <summary>How recent critical errors count in <c>/health</c>: section <c>Health:CriticalErrors</c>.</summary>
public sealed class CriticalErrorOptions
{
    public const string Section = "Health:CriticalErrors";

    /// <summary>How long an error counts.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "Health:CriticalErrors:Window must be from 1 second to 1 day.")]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>From how many on the service is degraded.</summary>
    [Range(1, CriticalErrors.Kept, ErrorMessage = "Health:CriticalErrors:DegradedFrom must be from 1 to 100.")]
    public int DegradedFrom { get; set; } = 1;

    /// <summary>From how many on it is unhealthy.</summary>
    [Range(1, CriticalErrors.Kept, ErrorMessage = "Health:CriticalErrors:UnhealthyFrom must be from 1 to 100.")]
    public int UnhealthyFrom { get; set; } = 10;
}
