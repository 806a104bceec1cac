namespace DeploymentFlex.Jobs.Journaled;

/// <summary>
/// A queue of which this process knows all: jobs and schedules are in memory, and every change is in a journal before it
/// is acknowledged. That an attempt began is written with the next flush.
/// </summary>
public abstract partial class JournaledJobQueue : IJobQueue
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly JobSignal _changed = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _doneRetention;
    private readonly int _doneLimit;
    private JobTable _jobs = new();
    private SortedDictionary<string, JobSchedule> _schedules = new(StringComparer.Ordinal);

    private protected JournaledJobQueue(TimeSpan doneRetention, int doneLimit, TimeProvider time)
    {
        _doneRetention = doneRetention;
        _doneLimit = doneLimit;
        _time = time;
    }

    /// <summary>The journal that what is known was read from.</summary>
    /// <exception cref="IOException">There is none at the moment, and nothing is known.</exception>
    private protected abstract IJobJournal Journal { get; }

    public ValueTask<bool> EnqueueAsync(NewJob job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        var now = _time.GetUtcNow();
        var added = new Job
        {
            Id = job.Id,
            Type = job.Type,
            Payload = job.Payload.ToArray(),
            State = JobState.Ready,
            MaxAttempts = job.MaxAttempts,
            NotBefore = job.NotBefore > now ? job.NotBefore.Value : now,
            CreatedAt = now,
            TraceParent = job.TraceParent,
        };
        var record = new JobRecord { Job = added }.Encode();
        return CommitAsync(
            () =>
            {
                ForgetDone();
                if (_jobs.Find(job.Id) is not null)
                {
                    return false;
                }

                Journal.Add(added, record, Everything);
                _jobs.Set(added);
                return true;
            },
            cancellationToken);
    }

    public ValueTask<IReadOnlyList<LeasedJob>> LeaseAsync(
        IReadOnlyCollection<string> types, int limit, TimeSpan visibility, CancellationToken cancellationToken)
    {
        var leased = new List<LeasedJob>();
        lock (_gate)
        {
            RequireJournal();
            EndLeases();
            var now = _time.GetUtcNow();
            while (leased.Count < limit && _jobs.FirstWaiting(types) is { } entry && entry.At <= now)
            {
                var token = Guid.NewGuid().ToString("N");
                var job = entry.Job with { State = JobState.Leased, Attempt = entry.Job.Attempt + 1, LeasedUntil = now + visibility };
                Change(job, entry.Job, token);
                leased.Add(new LeasedJob(job, new JobLease(job.Id, token)));
            }

            Journal.Tidy(Everything);
        }

        return new ValueTask<IReadOnlyList<LeasedJob>>(leased);
    }

    public ValueTask WaitAsync(IReadOnlyCollection<string> types, CancellationToken cancellationToken) =>
        _changed.WaitAsync(_ => new ValueTask<DateTimeOffset?>(NextAt(types)), s_longestWait, _time, cancellationToken);

    public ValueTask<bool> ExtendAsync(JobLease lease, TimeSpan visibility, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            RequireJournal();
            if (Held(lease) is not { } job)
            {
                return new ValueTask<bool>(false);
            }

            _jobs.Set(job with { LeasedUntil = _time.GetUtcNow() + visibility }, lease.Token);
            return new ValueTask<bool>(true);
        }
    }

    public ValueTask<bool> CompleteAsync(JobLease lease, CancellationToken cancellationToken) =>
        FinishAsync(
            lease,
            (job, now) => job with { State = JobState.Done, Payload = default, FinishedAt = now, LastError = null },
            cancellationToken);

    public ValueTask<bool> ReleaseAsync(JobLease lease, CancellationToken cancellationToken) =>
        FinishAsync(lease, static (job, _) => job with { State = JobState.Ready, Attempt = job.Attempt - 1 }, cancellationToken);

    public async ValueTask<JobState?> FailAsync(
        JobLease lease, string error, DateTimeOffset? retryAt, CancellationToken cancellationToken)
    {
        JobState? state = null;
        await FinishAsync(
            lease,
            (job, now) =>
            {
                var failed = retryAt is { } at && job.Attempt < job.MaxAttempts
                    ? job with { State = JobState.Ready, NotBefore = at, LastError = error }
                    : job with { State = JobState.Dead, FinishedAt = now, LastError = error };
                state = failed.State is JobState.Ready && failed.NotBefore > now ? JobState.Scheduled : failed.State;
                return failed;
            },
            cancellationToken);
        return state;
    }

    public ValueTask<Job?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            RequireJournal();
            Tidy();
            return new ValueTask<Job?>(_jobs.Find(id)?.AsOf(_time.GetUtcNow()));
        }
    }

    public ValueTask<JobPage> ListAsync(JobState? state, string? cursor, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var after = JobCursor.Read(cursor);
        lock (_gate)
        {
            RequireJournal();
            Tidy();
            var now = _time.GetUtcNow();
            var jobs = _jobs.Entries
                .Where(entry => after is null || entry.Job.Id.CompareTo(after.Value) > 0)
                .Select(entry => entry.AsOf(now))
                .Where(job => state is null || job.State == state)
                .OrderBy(static job => job.Id)
                .Take(limit + 1)
                .ToList();
            return new ValueTask<JobPage>(JobCursor.Page(jobs, limit));
        }
    }

    public ValueTask<IReadOnlyDictionary<JobState, long>> CountAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            RequireJournal();
            Tidy();
            var now = _time.GetUtcNow();
            var counts = Enum.GetValues<JobState>().ToDictionary(static state => state, static _ => 0L);
            foreach (var entry in _jobs.Entries)
            {
                counts[entry.AsOf(now).State]++;
            }

            return new ValueTask<IReadOnlyDictionary<JobState, long>>(counts);
        }
    }

    public ValueTask<bool> RetryAsync(Guid id, CancellationToken cancellationToken) =>
        CommitAsync(
            () =>
            {
                Tidy();
                if (_jobs.Find(id)?.Job is not { State: JobState.Dead } job)
                {
                    return false;
                }

                Change(job with { State = JobState.Ready, Attempt = 0, NotBefore = _time.GetUtcNow(), FinishedAt = null }, job);
                return true;
            },
            cancellationToken);

    public ValueTask<bool> DeleteAsync(Guid id, CancellationToken cancellationToken) =>
        CommitAsync(
            () =>
            {
                Tidy();
                if (_jobs.Find(id)?.Job is not { } job)
                {
                    return false;
                }

                Journal.Delete(job);
                _jobs.Remove(id);
                return true;
            },
            cancellationToken);
}
