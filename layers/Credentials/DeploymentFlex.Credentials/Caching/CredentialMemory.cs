using System.Collections.Concurrent;

namespace DeploymentFlex.Credentials.Caching;

/// <summary>The secrets that this process has asked for lately. Bounded; a hit takes no lock and allocates nothing.</summary>
internal sealed class CredentialMemory(CredentialOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<CredentialName, Entry> _entries = new();
    private readonly ConcurrentQueue<Entry> _ages = new();
    private long _forgotten;

    /// <summary>The secret, or null when it is not here or too old.</summary>
    public Credential? Find(CredentialName name) =>
        _entries.TryGetValue(name, out var entry) && IsFresh(entry) ? entry.Credential : null;

    /// <summary>How often something was forgotten: taken before a provider is asked.</summary>
    public long Forgotten => Volatile.Read(ref _forgotten);

    /// <summary>
    /// Remembers an answer; one that another call overtook does not replace what is newer, and brings nothing back that was
    /// forgotten since it was asked for.
    /// </summary>
    /// <param name="credential">The answer.</param>
    /// <param name="forgotten">What <see cref="Forgotten"/> was when it was asked for.</param>
    public void Set(Credential credential, long forgotten)
    {
        if (options.Lifetime == TimeSpan.Zero || Forgotten != forgotten)
        {
            return;
        }

        var entry = new Entry(credential, time.GetTimestamp());
        _entries.AddOrUpdate(
            credential.Info.Name, entry, (_, known) => known.Credential.Info.Version > credential.Info.Version && IsFresh(known) ? known : entry);
        _ages.Enqueue(entry);
        while (_ages.Count > options.Entries && _ages.TryDequeue(out var oldest))
        {
            // Only what was not set again since.
            _entries.TryRemove(new(oldest.Credential.Info.Name, oldest));
        }

        if (Forgotten != forgotten)
        {
            // While it was put there.
            _entries.TryRemove(new(credential.Info.Name, entry));
        }
    }

    public void Forget(CredentialName name)
    {
        Interlocked.Increment(ref _forgotten);
        _entries.TryRemove(name, out _);
    }

    private bool IsFresh(Entry entry) => time.GetElapsedTime(entry.At) < options.Lifetime;

    // Compared by reference: two answers are never the same entry.
    private sealed class Entry(Credential credential, long at)
    {
        public Credential Credential { get; } = credential;

        public long At { get; } = at;
    }
}
