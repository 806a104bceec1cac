namespace DeploymentFlex.Services.Evidence.Clients;

/// <summary>A job as the jobs service takes it.</summary>
public sealed record JobMessage(Guid Id, string Type, EvidenceReference Payload);
