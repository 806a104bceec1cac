namespace DeploymentFlex.Cache;

/// <summary>What came of taking a token.</summary>
/// <param name="IsGranted">Whether there was one.</param>
/// <param name="Remaining">What is left in the bucket.</param>
/// <param name="RetryAfter">When there will be one; zero where there was.</param>
public readonly record struct TokenGrant(bool IsGranted, double Remaining, TimeSpan RetryAfter);
