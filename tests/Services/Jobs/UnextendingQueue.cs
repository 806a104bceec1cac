using DeploymentFlex.Jobs;

namespace DeploymentFlex.Services.Tests.Jobs;

/// <summary>A queue that answers every wish for a longer lease with a no.</summary>
internal sealed class UnextendingQueue(IJobQueue inner, Func<Exception> refusal) : IJobQueue
{
    private int _refused;

    /// <summary>How often it said no.</summary>
    public int Refused => Volatile.Read(ref _refused);

    public ValueTask<bool> ExtendAsync(JobLease lease, TimeSpan visibility, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _refused);
        return ValueTask.FromException<bool>(refusal());
    }

    public ValueTask<bool> EnqueueAsync(NewJob job, CancellationToken cancellationToken) => inner.EnqueueAsync(job, cancellationToken);

    public ValueTask<IReadOnlyList<LeasedJob>> LeaseAsync(
        IReadOnlyCollection<string> types, int limit, TimeSpan visibility, CancellationToken cancellationToken) =>
        inner.LeaseAsync(types, limit, visibility, cancellationToken);

    public ValueTask WaitAsync(IReadOnlyCollection<string> types, CancellationToken cancellationToken) => inner.WaitAsync(types, cancellationToken);

    public ValueTask<bool> CompleteAsync(JobLease lease, CancellationToken cancellationToken) => inner.CompleteAsync(lease, cancellationToken);

    public ValueTask<bool> ReleaseAsync(JobLease lease, CancellationToken cancellationToken) => inner.ReleaseAsync(lease, cancellationToken);

    public ValueTask<JobState?> FailAsync(JobLease lease, string error, DateTimeOffset? retryAt, CancellationToken cancellationToken) =>
        inner.FailAsync(lease, error, retryAt, cancellationToken);

    public ValueTask<Job?> FindAsync(Guid id, CancellationToken cancellationToken) => inner.FindAsync(id, cancellationToken);

    public ValueTask<JobPage> ListAsync(JobState? state, string? cursor, int limit, CancellationToken cancellationToken) =>
        inner.ListAsync(state, cursor, limit, cancellationToken);

    public ValueTask<IReadOnlyDictionary<JobState, long>> CountAsync(CancellationToken cancellationToken) => inner.CountAsync(cancellationToken);

    public ValueTask<bool> RetryAsync(Guid id, CancellationToken cancellationToken) => inner.RetryAsync(id, cancellationToken);

    public ValueTask<bool> DeleteAsync(Guid id, CancellationToken cancellationToken) => inner.DeleteAsync(id, cancellationToken);

    public ValueTask SetScheduleAsync(JobSchedule schedule, CancellationToken cancellationToken) => inner.SetScheduleAsync(schedule, cancellationToken);

    public ValueTask<JobSchedule?> FindScheduleAsync(string name, CancellationToken cancellationToken) => inner.FindScheduleAsync(name, cancellationToken);

    public ValueTask<IReadOnlyList<JobSchedule>> ListSchedulesAsync(CancellationToken cancellationToken) => inner.ListSchedulesAsync(cancellationToken);

    public ValueTask<bool> AdvanceScheduleAsync(string name, DateTimeOffset from, DateTimeOffset? to, CancellationToken cancellationToken) =>
        inner.AdvanceScheduleAsync(name, from, to, cancellationToken);

    public ValueTask<bool> DeleteScheduleAsync(string name, CancellationToken cancellationToken) => inner.DeleteScheduleAsync(name, cancellationToken);
}
