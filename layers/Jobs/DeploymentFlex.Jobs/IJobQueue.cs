namespace DeploymentFlex.Jobs;

/// <summary>
/// A durable queue, at least once: a job that was acknowledged is leased until one worker says that it is done, or it
/// is dead. A lease that ends by itself counts as an attempt. Handlers are idempotent by job id.
/// </summary>
public interface IJobQueue : IJobSchedules
{
    /// <summary>
    /// Adds a job; it is durable when this returns. False when the id is known: the job waits, runs or is dead, or was
    /// done not long ago.
    /// </summary>
    /// <exception cref="JobQueueFullException">The queue holds as much as it may.</exception>
    ValueTask<bool> EnqueueAsync(NewJob job, CancellationToken cancellationToken);

    /// <summary>
    /// Takes up to <paramref name="limit"/> jobs of these types that are due, those due longest first (about so, when
    /// several workers take at once), and hides them until <paramref name="visibility"/> is over. Does not wait.
    /// </summary>
    ValueTask<IReadOnlyList<LeasedJob>> LeaseAsync(
        IReadOnlyCollection<string> types, int limit, TimeSpan visibility, CancellationToken cancellationToken);

    /// <summary>Returns when it is worth calling <see cref="LeaseAsync"/>; another worker may be faster then.</summary>
    ValueTask WaitAsync(IReadOnlyCollection<string> types, CancellationToken cancellationToken);

    /// <summary>Lets the lease end this long from now. False when it ended already, or the job is gone.</summary>
    ValueTask<bool> ExtendAsync(JobLease lease, TimeSpan visibility, CancellationToken cancellationToken);

    /// <summary>Says that the job is done. False when the lease ended, or the job is gone.</summary>
    ValueTask<bool> CompleteAsync(JobLease lease, CancellationToken cancellationToken);

    /// <summary>Gives the job back at once; the attempt does not count. False when the lease ended, or the job is gone.</summary>
    ValueTask<bool> ReleaseAsync(JobLease lease, CancellationToken cancellationToken);

    /// <summary>
    /// Says that the attempt failed. The job is tried again at <paramref name="retryAt"/>; it is dead when that is null
    /// or this was the last attempt. Returns the state that follows, or null when the lease ended or the job is gone.
    /// </summary>
    ValueTask<JobState?> FailAsync(JobLease lease, string error, DateTimeOffset? retryAt, CancellationToken cancellationToken);

    /// <summary>The job, or null when the queue does not know it.</summary>
    ValueTask<Job?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Up to <paramref name="limit"/> jobs in the order of their ids, after the cursor of an earlier page.</summary>
    /// <exception cref="ArgumentException">The cursor is not one.</exception>
    ValueTask<JobPage> ListAsync(JobState? state, string? cursor, int limit, CancellationToken cancellationToken);

    /// <summary>How many jobs are in each state.</summary>
    ValueTask<IReadOnlyDictionary<JobState, long>> CountAsync(CancellationToken cancellationToken);

    /// <summary>Makes a dead job ready again with all its attempts. False when it is not dead, or not known.</summary>
    ValueTask<bool> RetryAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Forgets the job, whatever its state. False when it is not known.</summary>
    ValueTask<bool> DeleteAsync(Guid id, CancellationToken cancellationToken);
}
