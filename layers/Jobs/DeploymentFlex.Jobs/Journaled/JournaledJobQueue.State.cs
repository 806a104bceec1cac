namespace DeploymentFlex.Jobs.Journaled;

/// <content>How the state changes: in the journal first, and in memory then, under one lock.</content>
public abstract partial class JournaledJobQueue
{
    /// <summary>Forgets what is known, and takes what a journal says; nobody looks meanwhile.</summary>
    /// <param name="read">Reads the journal from its beginning.</param>
    /// <param name="endLeases">Whether the leases end, because those who had them are gone.</param>
    private protected void Load(Func<Action<JobRecord>, IJobJournal> read, bool endLeases)
    {
        lock (_gate)
        {
            _jobs = new JobTable();
            _schedules = new SortedDictionary<string, JobSchedule>(StringComparer.Ordinal);
            var journal = read(Replay);
            foreach (var entry in endLeases ? _jobs.Entries.Where(static entry => entry.Job.State is JobState.Leased).ToList() : [])
            {
                EndLease(journal, entry, "the process ended during the attempt");
            }

            journal.Loaded(Everything);
        }

        _changed.Raise();
    }

    /// <summary>Tells those who wait to look again; also that there is nothing to look at any more.</summary>
    private protected void Wake() => _changed.Raise();

    /// <summary>Lets records that a journal names be noted anew, whole.</summary>
    private protected void Renew(IEnumerable<JobKey> keys, Action<JobRecord> note)
    {
        lock (_gate)
        {
            foreach (var key in keys)
            {
                if (_jobs.Find(key.Job) is { } entry)
                {
                    note(new JobRecord { Job = entry.Job });
                }
                else if (key.Schedule is { } name && _schedules.TryGetValue(name, out var schedule))
                {
                    note(new JobRecord { Schedule = schedule });
                }
            }
        }
    }

    private List<byte[]> Everything() =>
    [
        .. _jobs.Entries.Select(static entry => new JobRecord { Job = entry.Job }.Encode()),
        .. _schedules.Values.Select(static schedule => new JobRecord { Schedule = schedule }.Encode()),
    ];

    private void RequireJournal() => _ = Journal;

    /// <summary>Makes a change, and returns when it and all that it was decided on are on the disk.</summary>
    private async ValueTask<bool> CommitAsync(Func<bool> change, CancellationToken cancellationToken)
    {
        bool result;
        Task flushed;
        lock (_gate)
        {
            var journal = Journal;
            result = change();
            journal.Tidy(Everything);
            flushed = journal.FlushAsync(cancellationToken);
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

                Change(finish(job, _time.GetUtcNow()) with { LeasedUntil = null }, job);
                return true;
            },
            cancellationToken);

    private void Change(Job job, Job before, string? token = null)
    {
        Journal.Update(job, before);
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
            EndLease(Journal, entry, "the lease ended before the attempt did");
        }
    }

    private void EndLease(IJobJournal journal, JobEntry entry, string why)
    {
        var job = entry.Job with { LeasedUntil = null, LastError = $"Attempt {entry.Job.Attempt}: {why}." };
        job = job.Attempt < job.MaxAttempts
            ? job with { State = JobState.Ready }
            : job with { State = JobState.Dead, FinishedAt = _time.GetUtcNow() };
        journal.Update(job, entry.Job);
        _jobs.Set(job);
    }

    private void ForgetDone()
    {
        var before = _time.GetUtcNow() - _doneRetention;
        while (_jobs.FirstDone is { } entry && (entry.At < before || _jobs.DoneCount > _doneLimit))
        {
            Journal.Forget(entry.Job);
            _jobs.Remove(entry.Job.Id);
        }
    }

    private DateTimeOffset? NextAt(IReadOnlyCollection<string> types)
    {
        lock (_gate)
        {
            RequireJournal();
            var ended = _jobs.FirstLease?.At;
            var due = _jobs.FirstWaiting(types)?.At;
            return ended < due ? ended : due ?? ended;
        }
    }

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
