namespace DeploymentFlex.Cli.Doctor;

/// <summary>One thing that a service's <c>doctor</c> looked at.</summary>
internal sealed record DoctorLine
{
    public string Subject { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary><c>ok</c>, <c>warning</c> or <c>failure</c>.</summary>
    public string Status { get; init; } = "";

    public string Seen { get; init; } = "";

    public string? NextStep { get; init; }
}
