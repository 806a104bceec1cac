using DeploymentFlex.Layers.Checks;

namespace DeploymentFlex.Layers.Doctor;

/// <summary>What the verb <c>doctor</c> found for one service.</summary>
/// <param name="Service">The service's logical name.</param>
/// <param name="Mode">The deployment's mode.</param>
/// <param name="Lines">All that was looked at, in the order in which it is shown.</param>
public sealed record DoctorReport(string Service, string Mode, IReadOnlyList<DoctorLine> Lines)
{
    /// <summary>Whether a start would succeed.</summary>
    public bool WouldStart => Lines.All(static line => line.Status is not CheckStatus.Failure);
}
