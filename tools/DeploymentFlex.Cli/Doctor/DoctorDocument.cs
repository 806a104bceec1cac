namespace DeploymentFlex.Cli.Doctor;

/// <summary>What <c>flex doctor --json</c> prints. Names and meanings stay; new ones may be added.</summary>
internal sealed record DoctorDocument(IReadOnlyList<ServiceDiagnosis> Services)
{
    /// <summary>Whether a start of every service would succeed.</summary>
    public bool WouldStart => Services.Count > 0 && Services.All(static service => service.WouldStart);
}
