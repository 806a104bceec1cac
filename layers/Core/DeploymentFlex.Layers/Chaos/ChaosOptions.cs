using System.ComponentModel.DataAnnotations;

namespace DeploymentFlex.Layers.Chaos;

/// <summary>How often and how a chaos provider misbehaves: <c>Layers:{Layer}:chaos</c>. The same seed gives the same faults.</summary>
public sealed class ChaosOptions
{
    /// <summary>The provider that the faults stand before; the layer's own of development mode unless set.</summary>
    public string? Around { get; set; }

    /// <summary>The seed of the faults.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>The share of calls that fail, from 0 to 1.</summary>
    [Range(0.0, 1.0, ErrorMessage = "must be from 0 to 1.")]
    public double Failures { get; set; } = 0.1;

    /// <summary>The share of calls that never end, from 0 to 1.</summary>
    [Range(0.0, 1.0, ErrorMessage = "must be from 0 to 1.")]
    public double Stalls { get; set; }

    /// <summary>
    /// The share of calls that are done in part, from 0 to 1: a stream breaks off, of a list only the first records are taken,
    /// and anything else is done and its answer lost.
    /// </summary>
    [Range(0.0, 1.0, ErrorMessage = "must be from 0 to 1.")]
    public double PartialWrites { get; set; }

    /// <summary>The longest time by which a call is delayed.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00", ErrorMessage = "must be from 0 to 10 minutes.")]
    public TimeSpan MaxLatency { get; set; }
}
