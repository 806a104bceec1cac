using System.ComponentModel.DataAnnotations;

namespace DeploymentFlex.Credentials;

/// <summary>How long the layer remembers what a provider said: section <c>Layers:Credentials:Memory</c>.</summary>
public sealed class CredentialOptions
{
    public const string Section = "Layers:Credentials:Memory";

    /// <summary>How long a secret is taken from the memory of this process before its provider is asked again; 0 asks each time.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ErrorMessage = Section + ":Lifetime must be from 0 to 1 day.")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many secrets are held in memory; past it the one that was asked for first goes.</summary>
    [Range(1, 1_000_000, ErrorMessage = Section + ":Entries must be from 1 to 1000000.")]
    public int Entries { get; set; } = 1_000;
}
