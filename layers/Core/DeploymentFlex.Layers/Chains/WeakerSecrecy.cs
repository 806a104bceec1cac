namespace DeploymentFlex.Layers.Chains;

/// <summary>Bounds the time that fallbacks which keep secrets less well than the primary serve without a break.</summary>
internal sealed class WeakerSecrecy(TimeSpan maxDuration, TimeProvider time)
{
    private readonly Lock _gate = new();
    private ITimer? _limit;

    /// <summary>Such a fallback has become the one that serves.</summary>
    /// <param name="over">Called when the time is over.</param>
    public void Begin(Action over)
    {
        lock (_gate)
        {
            _limit ??= time.CreateTimer(_ => over(), state: null, maxDuration, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The primary serves again: the next time begins anew.</summary>
    public void End()
    {
        lock (_gate)
        {
            _limit?.Dispose();
            _limit = null;
        }
    }
}
