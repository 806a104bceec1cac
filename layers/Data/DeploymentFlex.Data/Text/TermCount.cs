namespace DeploymentFlex.Data.Text;

/// <summary>In how many documents a term occurs.</summary>
/// <param name="Term">The token.</param>
/// <param name="Documents">Exact for a rare term; for a common one estimated from the first that were counted.</param>
/// <param name="IsRare">Whether it was counted to the end.</param>
public readonly record struct TermCount(string Term, double Documents, bool IsRare);
