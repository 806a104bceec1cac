using DeploymentFlex.Services.Knowledge.Storage;

namespace DeploymentFlex.Services.Knowledge.Searching;

/// <summary>A passage with what its evidence adds to it.</summary>
internal sealed record FoundPassage(Passage Passage, Guid CaseId, string Name);
