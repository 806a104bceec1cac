namespace DeploymentFlex.Layers.Journals;

/// <summary>
/// What was accepted on this disk for a target that was away, and goes there when it is back. The layer that keeps one
/// registers it as a service, and the verb <c>journal</c> works on all that are registered.
/// </summary>
public interface IJournal
{
    /// <summary>The word for it on the command line: <c>telemetry</c>, <c>files</c>.</summary>
    string Name { get; }

    /// <summary>What waits, oldest first. It works while another process has the journal open.</summary>
    /// <exception cref="IOException">The journal cannot be read: it is damaged, or a newer version wrote it.</exception>
    IAsyncEnumerable<JournalEntry> ListAsync(CancellationToken cancellationToken);

    /// <summary>One entry in words, with no secret; null when there is none of that id.</summary>
    /// <exception cref="IOException">The journal cannot be read.</exception>
    ValueTask<string?> ShowAsync(string id, CancellationToken cancellationToken);

    /// <summary>Sends what waits to its target, oldest first, and returns how many entries got there.</summary>
    /// <exception cref="IOException">Another process has the journal open, or the target did not take an entry.</exception>
    ValueTask<int> ReplayAsync(CancellationToken cancellationToken);

    /// <summary>Drops an entry, or all when the id is null, for good; returns how many.</summary>
    /// <exception cref="IOException">Another process has the journal open.</exception>
    ValueTask<int> DiscardAsync(string? id, CancellationToken cancellationToken);
}
