namespace DeploymentFlex.Services.Evidence.Clients;

/// <summary>The payload of the jobs that are about one piece of evidence.</summary>
public sealed record EvidenceReference(Guid? EvidenceId);
