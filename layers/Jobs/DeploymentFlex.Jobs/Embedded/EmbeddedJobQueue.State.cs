namespace DeploymentFlex.Jobs.Embedded;

/// <summary>How the state changes: in the file first, and in memory then, under one lock.</summary>
public sealed partial class EmbeddedJobQueue
{
    /// <summary>Opens the file and reads the state from it. No lease outlives this.</summary>
    private JobJournal Load()
    {
        _jobs = new JobTable();
        _schedules = new SortedDictionary<string, JobSchedule>(StringComparer.Ordinal);
        var journal = JobJournal.Open(_options, Replay, _logger);
        foreach (var entry in _jobs.Entries.Where(static entry => entry.Job.State is JobState.Leased).ToList())
        {
            EndLease(journal, entry, "the process ended during the attempt");
        }

        journal.Weigh(Everything());
        return journal;
    }

    /// <summary>Makes a change, and returns when it and all that it was decided on are on the disk.</summary>
    private async ValueTask<bool> CommitAsync(Func<bool> change, CancellationToken cancellationToken)
    {
        bool result;
        Task flushed;
        lock (_gate)
        {
            result = change();
            _journal.CompactIfWorth(Everything);
            flushed = _journal.FlushAsync(cancellationToken);
        }

        _changed.Raise();
        await flushed;
        return result;
    }

    private ValueTask<bool> FinishAsync(JobLease lease, Func<Job, DateTimeOffset, Job> finish, CancellationToken cancellationToken) =>
        CommitAsync(
            () =>
            {
                if (Held(lease) is not { } job)
                {
                    return false;
                }

                var finished = finish(job, _time.GetUtcNow()) with { LeasedUntil = null };
                Change(finished);
                _journal.Drop(job.Payload.Length - finished.Payload.Length);
                return true;
            },
            cancellationToken);

    private void Change(Job job, string? token = null) => Change(_journal, job, token);

    private void Change(JobJournal journal, Job job, string? token = null)
    {
        journal.Append(new JobRecord { Change = JobChange.Of(job) });
        _jobs.Set(job, token);
    }

    /// <summary>The job of a lease that has not ended.</summary>
    private Job? Held(JobLease lease)
    {
        EndLeases();
        return _jobs.Find(lease.JobId) is { Token: { } token, Job: var job } && token == lease.Token ? job : null;
    }

    private void Tidy()
    {
        EndLeases();
        ForgetDone();
    }

    private void EndLeases()
    {
        var now = _time.GetUtcNow();
        while (_jobs.FirstLease is { } entry && entry.At <= now)
        {
            EndLease(_journal, entry, "the lease ended before the attempt did");
        }
    }

    private void EndLease(JobJournal journal, JobEntry entry, string why)
    {
        var job = entry.Job with { LeasedUntil = null, LastError = $"Attempt {entry.Job.Attempt}: {why}." };
        job = job.Attempt < job.MaxAttempts
            ? job with { State = JobState.Ready }
            : job with { State = JobState.Dead, FinishedAt = _time.GetUtcNow() };
        Change(journal, job);
    }

    /// <summary>Forgetting is not written: it follows from the times that are.</summary>
    private void ForgetDone()
    {
        var before = _time.GetUtcNow() - _options.DoneRetention;
        while (_jobs.FirstDone is { } entry && (entry.At < before || _jobs.DoneCount > _options.DoneLimit))
        {
            _jobs.Remove(entry.Job.Id);
        }
    }

    private TimeSpan UntilNext(IReadOnlyCollection<string> types)
    {
        lock (_gate)
        {
            var next = _time.GetUtcNow() + s_longestWait;
            next = _jobs.FirstLease is { } leased && leased.At < next ? leased.At : next;
            next = _jobs.FirstWaiting(types) is { } waiting && waiting.At < next ? waiting.At : next;
            return next - _time.GetUtcNow();
        }
    }

    private List<byte[]> Everything() =>
    [
        .. _jobs.Entries.Select(static entry => JobJournal.Encode(new JobRecord { Job = entry.Job })),
        .. _schedules.Values.Select(static schedule => JobJournal.Encode(new JobRecord { Schedule = schedule })),
    ];

    private void Replay(JobRecord record)
    {
        if (record.Job is { } job)
        {
            _jobs.Set(job);
        }
        else if (record.Change is { } change)
        {
            if (_jobs.Find(change.Id) is { } entry)
            {
                _jobs.Set(change.ApplyTo(entry.Job));
            }
        }
        else if (record.Delete is { } id)
        {
            _jobs.Remove(id);
        }
        else if (record.Schedule is { } schedule)
        {
            _schedules[schedule.Name] = schedule;
        }
        else if (record.Unschedule is { } name)
        {
            _schedules.Remove(name);
        }
    }
}
