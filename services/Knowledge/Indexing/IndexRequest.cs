namespace DeploymentFlex.Services.Knowledge.Indexing;

/// <summary>The payload of the job <c>knowledge.index</c>.</summary>
internal sealed record IndexRequest(Guid EvidenceId);
