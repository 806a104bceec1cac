using DeploymentFlex.Layers.Chains;

namespace DeploymentFlex.Jobs;

/// <summary>
/// The queue of the primary provider. There is no other to go to: a job that is known in one queue is unknown in the
/// next, so even reading elsewhere would give a wrong answer.
/// </summary>
internal sealed class ChainedJobQueue(ProviderChain<IJobQueue> chain) : IJobQueue
{
    public ValueTask<bool> EnqueueAsync(NewJob job, CancellationToken cancellationToken) =>
        CallAsync(static (queue, job, token) => queue.EnqueueAsync(job, token), job, cancellationToken);

    public ValueTask<IReadOnlyList<LeasedJob>> LeaseAsync(
        IReadOnlyCollection<string> types, int limit, TimeSpan visibility, CancellationToken cancellationToken) =>
        CallAsync(
            static (queue, state, token) => queue.LeaseAsync(state.types, state.limit, state.visibility, token),
            (types, limit, visibility),
            cancellationToken);

    public async ValueTask WaitAsync(IReadOnlyCollection<string> types, CancellationToken cancellationToken) =>
        await CallAsync(
            static async (queue, types, token) =>
            {
                await queue.WaitAsync(types, token);
                return true;
            },
            types,
            cancellationToken,
            CallKind.Streaming);

    public ValueTask<bool> ExtendAsync(JobLease lease, TimeSpan visibility, CancellationToken cancellationToken) =>
        CallAsync(static (queue, state, token) => queue.ExtendAsync(state.lease, state.visibility, token), (lease, visibility), cancellationToken);

    public ValueTask<bool> CompleteAsync(JobLease lease, CancellationToken cancellationToken) =>
        CallAsync(static (queue, lease, token) => queue.CompleteAsync(lease, token), lease, cancellationToken);

    public ValueTask<bool> ReleaseAsync(JobLease lease, CancellationToken cancellationToken) =>
        CallAsync(static (queue, lease, token) => queue.ReleaseAsync(lease, token), lease, cancellationToken);

    public ValueTask<JobState?> FailAsync(JobLease lease, string error, DateTimeOffset? retryAt, CancellationToken cancellationToken) =>
        CallAsync(
            static (queue, state, token) => queue.FailAsync(state.lease, state.error, state.retryAt, token),
            (lease, error, retryAt),
            cancellationToken);

    public ValueTask<Job?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        CallAsync(static (queue, id, token) => queue.FindAsync(id, token), id, cancellationToken);

    public ValueTask<JobPage> ListAsync(JobState? state, string? cursor, int limit, CancellationToken cancellationToken) =>
        CallAsync(
            static (queue, page, token) => queue.ListAsync(page.state, page.cursor, page.limit, token),
            (state, cursor, limit),
            cancellationToken);

    public ValueTask<IReadOnlyDictionary<JobState, long>> CountAsync(CancellationToken cancellationToken) =>
        CallAsync(static (queue, _, token) => queue.CountAsync(token), true, cancellationToken);

    public ValueTask<bool> RetryAsync(Guid id, CancellationToken cancellationToken) =>
        CallAsync(static (queue, id, token) => queue.RetryAsync(id, token), id, cancellationToken);

    public ValueTask<bool> DeleteAsync(Guid id, CancellationToken cancellationToken) =>
        CallAsync(static (queue, id, token) => queue.DeleteAsync(id, token), id, cancellationToken);

    public async ValueTask SetScheduleAsync(JobSchedule schedule, CancellationToken cancellationToken) =>
        await CallAsync(
            static async (queue, schedule, token) =>
            {
                await queue.SetScheduleAsync(schedule, token);
                return true;
            },
            schedule,
            cancellationToken);

    public ValueTask<JobSchedule?> FindScheduleAsync(string name, CancellationToken cancellationToken) =>
        CallAsync(static (queue, name, token) => queue.FindScheduleAsync(name, token), name, cancellationToken);

    public ValueTask<IReadOnlyList<JobSchedule>> ListSchedulesAsync(CancellationToken cancellationToken) =>
        CallAsync(static (queue, _, token) => queue.ListSchedulesAsync(token), true, cancellationToken);

    public ValueTask<bool> AdvanceScheduleAsync(string name, DateTimeOffset from, DateTimeOffset? to, CancellationToken cancellationToken) =>
        CallAsync(
            static (queue, state, token) => queue.AdvanceScheduleAsync(state.name, state.from, state.to, token),
            (name, from, to),
            cancellationToken);

    public ValueTask<bool> DeleteScheduleAsync(string name, CancellationToken cancellationToken) =>
        CallAsync(static (queue, name, token) => queue.DeleteScheduleAsync(name, token), name, cancellationToken);

    private async ValueTask<TResult> CallAsync<TState, TResult>(
        Func<IJobQueue, TState, CancellationToken, ValueTask<TResult>> call,
        TState state,
        CancellationToken cancellationToken,
        CallKind kind = CallKind.Bounded) =>
        (await chain.OnPrimaryAsync(call, state, cancellationToken, kind)).GetResultOrThrow();
}
