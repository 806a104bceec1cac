namespace DeploymentFlex.Services.Knowledge.Searching;

/// <summary>A candidate with its merged score, 0 to 1, higher is better.</summary>
internal readonly record struct Scored(Candidate Candidate, double Score);
