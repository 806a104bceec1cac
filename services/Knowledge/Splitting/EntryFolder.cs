using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace DeploymentFlex.Services.Knowledge.Splitting;

/// <summary>
/// Folds identical entries of one file. Two entries are the same when their text after the leading timestamp of their
/// first line is the same, character by character; nothing else is masked, so another process id or address is another
/// entry. The first one is kept and counts the others.
/// </summary>
internal sealed class EntryFolder
{
    private readonly Dictionary<UInt128, (int Index, int Count)> _seen = [];

    /// <summary>How many different entries there are.</summary>
    public int Distinct => _seen.Count;

    /// <summary>Counts an entry; true when it is the first of its kind.</summary>
    public bool IsNew(string text)
    {
        ref var seen = ref CollectionsMarshal.GetValueRefOrAddDefault(_seen, Key(text), out var exists);
        seen = exists ? (seen.Index, seen.Count + 1) : (_seen.Count - 1, 1);
        return !exists;
    }

    /// <summary>The entries that were there more than once: the index among the different ones, and how often.</summary>
    public IEnumerable<(int Index, int Count)> Repeated => _seen.Values.Where(static entry => entry.Count > 1);

    private static UInt128 Key(string text)
    {
        var rest = text.AsSpan(LeadingTimestamp.Length(text));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(rest), hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }
}
