namespace Aspire.Hosting.Execution;

/// <summary>
/// Says when a crashed process is started again: after 0.25 s, then after twice as long each time up to 8 s, and not
/// more than <see cref="Limit"/> times unless it was healthy for a while in between.
/// </summary>
internal sealed class RestartPolicy(TimeProvider time)
{
    public const int Limit = 8;

    /// <summary>sysexits.h, EX_CONFIG: the settings are wrong, and a restart would not change them.</summary>
    public const int WrongSettings = 78;

    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan s_forgivenAfter = TimeSpan.FromSeconds(5);

    private long? _healthySince;

    /// <summary>How many restarts there were since the process last did well.</summary>
    public int Restarts { get; private set; }

    /// <summary>Counts anew: somebody has started it by hand.</summary>
    public void Forget() => Restarts = 0;

    public void BecameHealthy() => _healthySince = time.GetTimestamp();

    /// <summary>How long to wait before the next start; null when there is to be none.</summary>
    public TimeSpan? Next(int exitCode)
    {
        if (_healthySince is { } since && time.GetElapsedTime(since) >= s_forgivenAfter)
        {
            Restarts = 0;
        }

        _healthySince = null;
        if (exitCode is 0 or WrongSettings || Restarts == Limit)
        {
            return null;
        }

        var delay = s_first * Math.Pow(2, Restarts++);
        return delay < s_longest ? delay : s_longest;
    }
}
