using System.ComponentModel.DataAnnotations;

namespace DeploymentFlex.Credentials.Envelopes;

/// <summary>How a provider that encrypts by itself does so.</summary>
public class EnvelopeOptions : IValidatableObject
{
    /// <summary>The file of the master key: 32 bytes as base64, or several of these, the current one first.</summary>
    public string? KeyFile { get; set; }

    /// <summary>The name of an environment variable that holds what a <see cref="KeyFile"/> would.</summary>
    public string? KeyVariable { get; set; }

    /// <summary>A service that keeps the master key: <c>aws-kms</c>, with the settings of <c>Layers:Credentials:aws-kms</c>.</summary>
    public string? MasterKey { get; set; }

    /// <summary>Whose the secrets are; what was encrypted for one tenant does not open for another.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "must not be empty.")]
    public string Tenant { get; set; } = "default";

    /// <summary>How many versions of a credential are kept.</summary>
    [Range(1, 1_000, ErrorMessage = "must be from 1 to 1000.")]
    public int KeepVersions { get; set; } = 10;

    /// <summary>How long a deleted credential can be had back.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00", ErrorMessage = "must be from 0 to 3650 days.")]
    public TimeSpan RecoverableFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Whether settings say which master key is meant.</summary>
    internal bool NamesKey => KeyFile is not null || KeyVariable is not null || MasterKey is not null;

    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (new[] { KeyFile, KeyVariable, MasterKey }.Count(static source => source is not null) > 1)
        {
            yield return new($"and {nameof(KeyVariable)} and {nameof(MasterKey)} exclude each other: set one of them.", [nameof(KeyFile)]);
        }
    }
}
