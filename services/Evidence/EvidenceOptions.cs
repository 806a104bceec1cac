using System.ComponentModel.DataAnnotations;

namespace DeploymentFlex.Services.Evidence;

/// <summary>The settings of the evidence service: section <c>Evidence</c>.</summary>
public sealed class EvidenceOptions
{
    public const string Section = "Evidence";

    /// <summary>The largest file, in bytes; a larger one is refused with 413. Default: 8 GiB.</summary>
    [Range(1, 1L << 50)]
    public long MaxBytes { get; set; } = 8L << 30;

    /// <summary>How long one <c>find</c> searches before it answers how far it got.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:30")]
    public TimeSpan FindBudget { get; set; } = TimeSpan.FromMilliseconds(800);

    /// <summary>
    /// How old a stored file without a record must be before the clean-up at start removes it. A file gets its record
    /// within moments; the default of a day also covers clocks that differ.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan OrphanAge { get; set; } = TimeSpan.FromHours(24);
}
