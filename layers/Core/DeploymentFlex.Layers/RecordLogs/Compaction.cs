namespace DeploymentFlex.Layers.RecordLogs;

/// <summary>A new file with what is alive takes the place of the old one.</summary>
internal sealed class Compaction(IReadOnlyCollection<ReadOnlyMemory<byte>> records) : LogWork
{
    /// <summary>The size of the new file.</summary>
    public long Bytes { get; } = RecordLogHeader.Bytes + records.Sum(static record => (long)RecordFrame.HeaderBytes + record.Length);

    public override Exception? Apply(RecordLogFile file)
    {
        try
        {
            file.WriteCopy(records);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error;
        }

        file.SwapCopy();
        return null;
    }
}
