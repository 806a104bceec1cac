namespace DeploymentFlex.Jobs.Journaled;

/// <summary>The jobs in memory, found by id, and by time within what waits, is leased and is done.</summary>
internal sealed class JobTable
{
    private readonly Dictionary<Guid, JobEntry> _entries = [];
    private readonly Dictionary<string, SortedSet<JobEntry>> _waiting = new(StringComparer.Ordinal);
    private readonly SortedSet<JobEntry> _leased = new(JobEntry.ByTime);
    private readonly SortedSet<JobEntry> _done = new(JobEntry.ByTime);
    private long _order;

    public IReadOnlyCollection<JobEntry> Entries => _entries.Values;

    /// <summary>The lease that ends first, or null.</summary>
    public JobEntry? FirstLease => _leased.Min;

    /// <summary>What was done longest ago, or null.</summary>
    public JobEntry? FirstDone => _done.Min;

    public int DoneCount => _done.Count;

    public JobEntry? Find(Guid id) => _entries.GetValueOrDefault(id);

    /// <summary>Adds the job, or replaces the one of its id.</summary>
    public JobEntry Set(Job job, string? token = null)
    {
        var order = Remove(job.Id) is { } known ? known.Order : ++_order;
        var entry = new JobEntry(job, order, token);
        _entries.Add(job.Id, entry);
        IndexOf(job)?.Add(entry);
        return entry;
    }

    public JobEntry? Remove(Guid id)
    {
        if (_entries.Remove(id, out var entry))
        {
            IndexOf(entry.Job)?.Remove(entry);
        }

        return entry;
    }

    /// <summary>Of all that wait and have one of these types, the one whose time is first; null when there is none.</summary>
    public JobEntry? FirstWaiting(IReadOnlyCollection<string> types)
    {
        JobEntry? first = null;
        foreach (var type in types)
        {
            if (_waiting.TryGetValue(type, out var waiting) && waiting.Min is { } candidate
                && (first is null || JobEntry.ByTime.Compare(candidate, first) < 0))
            {
                first = candidate;
            }
        }

        return first;
    }

    private SortedSet<JobEntry>? IndexOf(Job job)
    {
        switch (job.State)
        {
            case JobState.Leased:
                return _leased;
            case JobState.Done:
                return _done;
            case JobState.Dead:
                return null;
            default:
                if (!_waiting.TryGetValue(job.Type, out var waiting))
                {
                    _waiting.Add(job.Type, waiting = new SortedSet<JobEntry>(JobEntry.ByTime));
                }

                return waiting;
        }
    }
}
