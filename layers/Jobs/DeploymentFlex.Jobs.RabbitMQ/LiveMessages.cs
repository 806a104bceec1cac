using DeploymentFlex.Jobs.Journaled;

namespace DeploymentFlex.Jobs.RabbitMQ;

/// <summary>
/// Which messages of the journal still say something: of each job and schedule the last whole record, and the last
/// change to it. The others can leave the queue.
/// </summary>
internal sealed class LiveMessages
{
    private readonly Dictionary<JobKey, (long Whole, long Change)> _byKey = [];
    private readonly Dictionary<long, ulong?> _tags = [];
    private readonly Queue<(long Number, JobKey Key)> _byAge = new();

    /// <summary>The jobs and schedules.</summary>
    public int Count => _byKey.Count;

    /// <summary>Takes in a message that is sent or was found, and returns the numbers of those that it replaces.</summary>
    public List<long> Add(long number, JobRecord record)
    {
        var key = JobKey.Of(record);
        var known = _byKey.GetValueOrDefault(key);
        var replaced = new List<long>();
        _tags.TryAdd(number, null);
        if (record.Change is not null)
        {
            _byKey[key] = (known.Whole, number);
            Note(known.Change);
        }
        else
        {
            Note(known.Whole);
            Note(known.Change);
            if (record.Delete is null && record.Unschedule is null)
            {
                _byKey[key] = (number, 0);
            }
            else
            {
                _byKey.Remove(key);
                Note(number);
            }
        }

        _byAge.Enqueue((number, key));
        return replaced;

        void Note(long other)
        {
            if (other != 0)
            {
                replaced.Add(other);
            }
        }
    }

    /// <summary>Keeps the tag of a message that arrived. False when it says nothing any more, or is here already, and can leave.</summary>
    public bool Arrived(long number, ulong tag)
    {
        if (!_tags.TryGetValue(number, out var known) || known is not null)
        {
            return false;
        }

        _tags[number] = tag;
        return true;
    }

    /// <summary>Lets a message go, and returns its tag, or null when it did not arrive yet.</summary>
    public ulong? Remove(long number) => _tags.Remove(number, out var tag) ? tag : null;

    /// <summary>The key of the oldest message that still says something, when it is older than a number; it is not returned again.</summary>
    public JobKey? TakeOlderThan(long number)
    {
        while (_byAge.TryPeek(out var oldest) && oldest.Number < number)
        {
            _byAge.Dequeue();
            if (_byKey.TryGetValue(oldest.Key, out var known) && (known.Whole == oldest.Number || known.Change == oldest.Number))
            {
                return oldest.Key;
            }
        }

        return null;
    }
}
