namespace DeploymentFlex.Jobs;

/// <summary>Takes every job and schedule and forgets it: for tests of what only enqueues.</summary>
public sealed class NullJobQueue : IJobQueue
{
    public ValueTask<bool> EnqueueAsync(NewJob job, CancellationToken cancellationToken) => new(true);

    public ValueTask<IReadOnlyList<LeasedJob>> LeaseAsync(
        IReadOnlyCollection<string> types, int limit, TimeSpan visibility, CancellationToken cancellationToken) => new((IReadOnlyList<LeasedJob>)[]);

    /// <summary>Waits until it is cancelled: nothing ever comes.</summary>
    public ValueTask WaitAsync(IReadOnlyCollection<string> types, CancellationToken cancellationToken) =>
        new(Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken));

    public ValueTask<bool> ExtendAsync(JobLease lease, TimeSpan visibility, CancellationToken cancellationToken) => default;

    public ValueTask<bool> CompleteAsync(JobLease lease, CancellationToken cancellationToken) => default;

    public ValueTask<bool> ReleaseAsync(JobLease lease, CancellationToken cancellationToken) => default;

    public ValueTask<JobState?> FailAsync(JobLease lease, string error, DateTimeOffset? retryAt, CancellationToken cancellationToken) => default;

    public ValueTask<Job?> FindAsync(Guid id, CancellationToken cancellationToken) => default;

    public ValueTask<JobPage> ListAsync(JobState? state, string? cursor, int limit, CancellationToken cancellationToken) => new(new JobPage([], Cursor: null));

    public ValueTask<IReadOnlyDictionary<JobState, long>> CountAsync(CancellationToken cancellationToken) =>
        new(Enum.GetValues<JobState>().ToDictionary(static state => state, static _ => 0L));

    public ValueTask<bool> RetryAsync(Guid id, CancellationToken cancellationToken) => default;

    public ValueTask<bool> DeleteAsync(Guid id, CancellationToken cancellationToken) => default;

    public ValueTask SetScheduleAsync(JobSchedule schedule, CancellationToken cancellationToken) => default;

    public ValueTask<JobSchedule?> FindScheduleAsync(string name, CancellationToken cancellationToken) => default;

    public ValueTask<IReadOnlyList<JobSchedule>> ListSchedulesAsync(CancellationToken cancellationToken) => new((IReadOnlyList<JobSchedule>)[]);

    public ValueTask<bool> AdvanceScheduleAsync(string name, DateTimeOffset from, DateTimeOffset? to, CancellationToken cancellationToken) => default;

    public ValueTask<bool> DeleteScheduleAsync(string name, CancellationToken cancellationToken) => default;
}
