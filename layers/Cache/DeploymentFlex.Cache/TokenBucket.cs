namespace DeploymentFlex.Cache;

/// <summary>How much a client may do: so much at once, and so much in the long run. A bucket that nobody has taken from is full.</summary>
/// <param name="Capacity">The tokens of a full bucket, at least 1.</param>
/// <param name="TokensPerSecond">What flows back, above zero.</param>
public readonly record struct TokenBucket(int Capacity, double TokensPerSecond)
{
    /// <summary>How long an empty bucket takes to be full again; after that nothing need be known of it.</summary>
    public TimeSpan FillTime => TimeSpan.FromSeconds(Capacity / TokensPerSecond);

    /// <summary>Takes one token, as providers that keep a bucket themselves do.</summary>
    /// <param name="tokens">What was in the bucket.</param>
    /// <param name="elapsed">How long ago that was; a clock that was set back counts as no time.</param>
    public TokenGrant Take(double tokens, TimeSpan elapsed) =>
        Grant(Math.Min(Capacity, tokens + (Math.Max(0, elapsed.TotalSeconds) * TokensPerSecond)));

    private TokenGrant Grant(double tokens) => tokens >= 1
        ? new TokenGrant(IsGranted: true, tokens - 1, TimeSpan.Zero)
        : new TokenGrant(IsGranted: false, tokens, TimeSpan.FromSeconds((1 - tokens) / TokensPerSecond));
}
