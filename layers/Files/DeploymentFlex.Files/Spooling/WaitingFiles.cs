using System.Diagnostics.CodeAnalysis;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.RecordLogs;

namespace DeploymentFlex.Files.Spooling;

/// <summary>The files that a journal says wait, counted. Not safe for several threads.</summary>
internal sealed class WaitingFiles
{
    private readonly Dictionary<string, SpooledFile> _files = new(StringComparer.Ordinal);

    public IReadOnlyCollection<SpooledFile> All => _files.Values;

    public Backlog Count { get; private set; }

    /// <summary>The bytes that their records take in the journal.</summary>
    public long RecordBytes { get; private set; }

    public bool TryFind(string key, [NotNullWhen(true)] out SpooledFile? file) => _files.TryGetValue(key, out file);

    /// <summary>Adds a file, or takes it in the place of what was known of it.</summary>
    public void Put(SpooledFile file)
    {
        Remove(file.Key);
        _files.Add(file.Key, file);
        Add(file, 1);
    }

    /// <summary>Forgets a file; null when there was none.</summary>
    public SpooledFile? Remove(string key)
    {
        if (_files.Remove(key, out var file))
        {
            Add(file, -1);
        }

        return file;
    }

    private void Add(SpooledFile file, int sign)
    {
        Count = new(Count.Items + sign, Count.Refused + (file.Refusal is null ? 0 : sign), Count.Bytes + (sign * file.Size));
        RecordBytes += sign * RecordLog.SizeOf(SpoolRecord.Of(file).Length);
    }
}
