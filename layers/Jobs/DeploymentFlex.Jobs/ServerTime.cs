namespace DeploymentFlex.Jobs;

/// <summary>
/// The time of the server that all instances share: leases end for all of them at once, however wrong a machine's own
/// clock is. Timers are this machine's.
/// </summary>
public sealed class ServerTime(TimeProvider local) : TimeProvider
{
    private long _ahead;

    public override TimeZoneInfo LocalTimeZone => local.LocalTimeZone;

    public override long TimestampFrequency => local.TimestampFrequency;

    /// <summary>This machine's clock.</summary>
    public TimeProvider Local => local;

    public override DateTimeOffset GetUtcNow() => local.GetUtcNow().AddTicks(Volatile.Read(ref _ahead));

    public override long GetTimestamp() => local.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        local.CreateTimer(callback, state, dueTime, period);

    /// <summary>Takes over what the server says its time is.</summary>
    /// <param name="theirs">The server's time.</param>
    /// <param name="asked">When it was asked, by this machine's clock.</param>
    /// <param name="answered">When the answer was there; the way there and back is no difference of clocks.</param>
    public void Set(DateTimeOffset theirs, DateTimeOffset asked, DateTimeOffset answered)
    {
        var ahead = theirs < asked ? theirs - asked : theirs > answered ? theirs - answered : TimeSpan.Zero;
        Volatile.Write(ref _ahead, ahead.Ticks);
    }
}
