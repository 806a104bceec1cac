using System.ComponentModel.DataAnnotations;

namespace DeploymentFlex.Layers.Circuits;

/// <summary>When a provider is taken out of its chain and when it comes back: <c>Layers:{Layer}:Circuit</c>.</summary>
public sealed class CircuitOptions
{
    /// <summary>Whether circuits open at all.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The consecutive failures that open the circuit.</summary>
    [Range(1, 10_000)]
    public int FailureThreshold { get; set; } = 5;

    /// <summary>The time between two probes of an open circuit.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The consecutive good probes that close it.</summary>
    [Range(1, 1_000)]
    public int ProbesToClose { get; set; } = 3;
}
