namespace DeploymentFlex.Vectors;

/// <summary>A record found, with its score from 0 to 1, higher is better.</summary>
public readonly record struct VectorMatch(Guid Id, double Score, IReadOnlyDictionary<string, string> Metadata);
