namespace DeploymentFlex.Services.Knowledge.Indexing;

/// <summary>Lets one piece of work at a time have an evidence.</summary>
internal sealed class EvidenceLocks
{
    private readonly Dictionary<Guid, Waiters> _held = [];

    /// <summary>Waits until nobody has the evidence; disposing of the result lets the next one in.</summary>
    public async Task<IDisposable> EnterAsync(Guid evidenceId, CancellationToken cancellationToken)
    {
        Waiters waiters;
        lock (_held)
        {
            if (!_held.TryGetValue(evidenceId, out waiters!))
            {
                _held[evidenceId] = waiters = new Waiters(this, evidenceId);
            }

            waiters.Count++;
        }

        try
        {
            await waiters.Turn.WaitAsync(cancellationToken);
        }
        catch
        {
            Leave(waiters);
            throw;
        }

        return waiters;
    }

    private void Leave(Waiters waiters)
    {
        lock (_held)
        {
            if (--waiters.Count == 0)
            {
                _held.Remove(waiters.EvidenceId);
            }
        }
    }

    /// <summary>Those who have or want an evidence; forgotten with the last of them.</summary>
    private sealed class Waiters(EvidenceLocks locks, Guid evidenceId) : IDisposable
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public Guid EvidenceId { get; } = evidenceId;

        public int Count { get; set; }

        public void Dispose()
        {
            Turn.Release();
            locks.Leave(this);
        }
    }
}
