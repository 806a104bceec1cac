namespace DeploymentFlex.Layers.RecordLogs;

/// <summary>The file holds something that was never written: it was damaged, or is not a record log of this kind.</summary>
public sealed class RecordLogCorruptException(string path, long offset, string what)
    : RecordLogException(path, $"The file '{path}' is damaged at byte {offset}: {what}. Restore it from a backup, or move it away to start empty.")
{
    /// <summary>Where in the file, in bytes.</summary>
    public long Offset { get; } = offset;
}
