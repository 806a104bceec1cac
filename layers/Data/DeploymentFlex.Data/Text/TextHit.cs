namespace DeploymentFlex.Data.Text;

/// <summary>A document found. Scores (BM25 or the like) compare within one answer only; higher is better.</summary>
public readonly record struct TextHit(Guid Id, double Score);
