namespace DeploymentFlex.Data.Text;

/// <summary>A document that a search looks at.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Score">BM25 over the rare terms; 0 when there are none.</param>
/// <param name="Tokens">Its tokens with spaces between; empty when nobody needs them.</param>
public readonly record struct FoundText(Guid Id, double Score, string Tokens);
