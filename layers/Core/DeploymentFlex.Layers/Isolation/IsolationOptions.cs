using System.ComponentModel.DataAnnotations;

namespace DeploymentFlex.Layers.Isolation;

/// <summary>What limits connections in on-premises mode beside the endpoints themselves: section <c>Isolation</c>.</summary>
public sealed class IsolationOptions : IValidatableObject
{
    public const string Section = "Isolation";

    /// <summary>
    /// The networks, <c>10.0.0.0/8</c> each with commas between, in which the addresses of the endpoints that settings
    /// name must be, this machine's own aside, whatever a name server answers. Null leaves it to the names.
    /// </summary>
    public string? Networks { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Networks is not null && !NetworkList.TryParse(Networks, out _))
        {
            yield return new($"{Section}:{nameof(Networks)} must be networks such as 10.0.0.0/8, with commas between.", [nameof(Networks)]);
        }
    }
}
