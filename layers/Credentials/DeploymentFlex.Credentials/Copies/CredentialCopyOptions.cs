using System.ComponentModel.DataAnnotations;
using DeploymentFlex.Credentials.Envelopes;

namespace DeploymentFlex.Credentials.Copies;

/// <summary>
/// The encrypted local copy of what a vault said last, for the time in which it does not answer: section
/// <c>Layers:Credentials:Copy</c>.
/// </summary>
public sealed class CredentialCopyOptions : EnvelopeOptions
{
    public const string Section = "Layers:Credentials:Copy";

    /// <summary>
    /// Whether there is a copy. Unless set there is one where the chain's first provider is a vault elsewhere, and settings name
    /// the copy's key; development makes one.
    /// </summary>
    public bool? Enabled { get; set; }

    /// <summary>How old a value of the copy may be. After that reads fail until the provider answers.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00", ErrorMessage = Section + ":MaxAge must be from 1 s to 365 days.")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromHours(24);

    /// <summary>The folder of the copy; <c>credentials-copy</c> under the deployment's data path when not set.</summary>
    public string? Path { get; set; }
}
