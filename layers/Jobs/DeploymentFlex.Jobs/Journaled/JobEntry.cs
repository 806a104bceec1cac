namespace DeploymentFlex.Jobs.Journaled;

/// <summary>A job in its place in the table. Never changed: another takes its place.</summary>
/// <param name="Job">The job; its state is never <see cref="JobState.Scheduled"/> here, which is a matter of the time.</param>
/// <param name="Order">Decides between two with the same time.</param>
/// <param name="Token">The lease's token while there is one.</param>
internal sealed record JobEntry(Job Job, long Order, string? Token = null)
{
    /// <summary>Orders by time.</summary>
    public static Comparer<JobEntry> ByTime { get; } =
        Comparer<JobEntry>.Create(static (one, other) => (one.At, one.Order).CompareTo((other.At, other.Order)));

    /// <summary>When something is to happen to it next, or did last.</summary>
    public DateTimeOffset At => Job.State switch
    {
        JobState.Leased => Job.LeasedUntil ?? DateTimeOffset.MinValue,
        JobState.Dead or JobState.Done => Job.FinishedAt ?? DateTimeOffset.MinValue,
        _ => Job.NotBefore,
    };

    /// <summary>The job as others see it at a time.</summary>
    public Job AsOf(DateTimeOffset now) =>
        Job.State is JobState.Ready && Job.NotBefore > now ? Job with { State = JobState.Scheduled } : Job;
}
