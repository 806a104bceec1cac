using System.ComponentModel.DataAnnotations;
using DeploymentFlex.Layers.Circuits;

namespace DeploymentFlex.Layers.Chains;

/// <summary>How a layer, or one use of it, is served: <c>Layers:{Layer}</c> and <c>Layers:{Layer}:Uses:{use}</c>.</summary>
public sealed class ChainOptions
{
    /// <summary>The providers' names, the primary first.</summary>
    public IReadOnlyList<string> Chain { get; set; } = [];

    /// <summary>Whether the process can do without this layer.</summary>
    public bool Required { get; set; } = true;

    /// <summary>Allows a fallback with weaker secrecy than the primary's, for at most <see cref="MaxDuration"/>.</summary>
    public bool AllowWeaker { get; set; }

    /// <summary>How long a weaker fallback may serve without a break; needed with <see cref="AllowWeaker"/>.</summary>
    public TimeSpan? MaxDuration { get; set; }

    /// <summary>The time that one provider has for one call.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The time that the whole chain has for one call.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(10);

    public CircuitOptions Circuit { get; set; } = new();
}
