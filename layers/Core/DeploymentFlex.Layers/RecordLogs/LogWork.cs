namespace DeploymentFlex.Layers.RecordLogs;

/// <summary>Something the writer of a log does to its file, in its turn.</summary>
internal abstract class LogWork
{
    /// <summary>Completes when it is on the disk. Many callers wait for one.</summary>
    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the writer has taken it.</summary>
    public bool IsTaken { get; set; }

    /// <summary>Does it. What it throws makes the log unusable; what it returns is a failure that left the file as it was.</summary>
    public abstract Exception? Apply(RecordLogFile file);
}
