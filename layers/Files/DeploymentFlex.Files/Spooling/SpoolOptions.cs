using System.ComponentModel.DataAnnotations;
using DeploymentFlex.Layers;

namespace DeploymentFlex.Files.Spooling;

/// <summary>Where files wait while the primary provider is away: <c>Layers:Files:Spool</c>.</summary>
public sealed class SpoolOptions : IValidatableObject
{
    public const string Section = $"Layers:{Layer.Files}:Spool";

    /// <summary>The folder, of this process alone; a relative one is under <c>Deployment:DataPath</c>. Null for no spool.</summary>
    public string? Path { get; set; }

    /// <summary>
    /// Says that what is in <see cref="Path"/> outlives this process and its machine's restart, as a mounted volume does
    /// and a container's own file system does not. Without it there is no spool: files that were accepted would be lost.
    /// </summary>
    public bool Durable { get; set; }

    /// <summary>The largest size of what waits, in bytes. Default: 4 GiB.</summary>
    [Range(1, 1L << 50, ErrorMessage = "must be at least 1.")]
    public long MaxBytes { get; set; } = 4L << 30;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrWhiteSpace(Path) && Durable)
        {
            yield return new("must name the folder, as Durable is set.", [nameof(Path)]);
        }

        if (!string.IsNullOrWhiteSpace(Path) && !Durable)
        {
            yield return new(
                "must be true, which says that the folder outlives this process and a restart of its machine; where it does not, remove Path.",
                [nameof(Durable)]);
        }
    }
}
