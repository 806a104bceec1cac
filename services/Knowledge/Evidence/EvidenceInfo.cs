namespace DeploymentFlex.Services.Knowledge.Evidence;

/// <summary>What the evidence service says of an evidence.</summary>
internal sealed record EvidenceInfo(Guid Id, Guid CaseId, string Name, long Size);
