namespace DeploymentFlex.Layers.RecordLogs;

/// <summary>Records that are written and flushed together: all that were appended while the one before was on its way.</summary>
internal sealed class Commit : LogWork
{
    public RecordFrames Frames { get; } = new();

    public override Exception? Apply(RecordLogFile file)
    {
        file.Write(Frames);
        return null;
    }
}
